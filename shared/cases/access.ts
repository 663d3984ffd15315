import type { Scope } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';
import type { Case } from './case.ts';
import { type CaseType, caseTypes } from './case-type.ts';
import { isSecret } from './secrecy.ts';

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

/**
 * Whether a member of staff may see who reported: of a secret case only officers and chiefs, whoever is assigned or
 * responsible. Each such read is recorded (`record-read.ts`).
 */
export const maySeeReporter = ({ role }: Pick<Scope, 'role'>, found: Case, policy: Policy): boolean =>
  !isSecret(found, policy) || role === 'officer' || role === 'chief';
