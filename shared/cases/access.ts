import type { Scope } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';
import type { Case } from './case.ts';
import { type CaseType, caseTypes } from './case-type.ts';
import { isSecret, isSensitive } from './secrecy.ts';
import { isResidents, revealsReporter, type TextKind } from './text-kinds.ts';

/**
 * Whether a member of staff may see a case of their station. A guard sees a case that is assigned to them, waits for a
 * guard, or is of a type whose first responsible is the guard. A hidden case is answered like one that does not exist.
 */
export function maySee(scope: Scope, found: Case, policy: Policy): boolean {
  if (found.station !== scope.station) return false;
  if (scope.role !== 'guard') return true;
  return (
    found.assignee === scope.person ||
    found.responsible === 'guard' ||
    policy.types[found.type].firstResponsible === 'guard'
  );
}

/** The types whose first responsible is the guard; every guard of the station may list and open their cases. */
export const guardTypes = (policy: Policy): readonly CaseType[] =>
  caseTypes.filter((type) => policy.types[type].firstResponsible === 'guard');

/** Whether a member of staff may read what a helper said: the helper was promised that only officers and chiefs do. */
export const mayReadHelpers = ({ role }: Pick<Scope, 'role'>): boolean =>
  role === 'officer' || role === 'chief';

/**
 * Whether a member of staff may see who reported: of a secret case only officers and chiefs, whoever is assigned or
 * responsible. Each such read is recorded.
 */
export const maySeeReporter = ({ role }: Pick<Scope, 'role'>, found: Case, policy: Policy): boolean =>
  !isSecret(found, policy) || role === 'officer' || role === 'chief';

/** Whether a member of staff may read texts of this kind of a case that they may see. */
export const mayReadText = (
  scope: Pick<Scope, 'role'>,
  kind: TextKind,
  found: Case,
  policy: Policy,
): boolean =>
  (!revealsReporter[kind] || maySeeReporter(scope, found, policy)) &&
  (kind !== 'helper-words' || mayReadHelpers(scope));

/**
 * Whether a text is shown only to who asks for this one text, and each such read is recorded (`reading/reveal.ts`): what
 * may reveal a secret reporter, a resident's own words in a sensitive case, and what helpers said. Of the contact of any
 * other case its name is shown, and its number without most of its digits.
 */
export const isWithheld = (kind: TextKind, found: Case, policy: Policy): boolean =>
  kind === 'helper-words' ||
  (isSecret(found, policy) && revealsReporter[kind]) ||
  (isSensitive(found, policy) && isResidents[kind]);

/** Whether photos are shown only where that is recorded: of a secret or sensitive case, and those of helpers. */
export const arePhotosOnRecord = (found: Case, policy: Policy): boolean =>
  isSecret(found, policy) || isSensitive(found, policy);
