import type { Scope } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';
import type { Case } from './case.ts';
import { type CaseType, caseTypes } from './case-type.ts';

/**
 * Whether a member of staff may see a case of their station at all. A guard sees what is theirs: assigned to them,
 * waiting for a guard, or of a kind that guards are told of. What you may not see looks like what is not there.
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

/** The types of which every guard of a station is told, and which they may therefore list and open. */
export const guardTypes = (policy: Policy): readonly CaseType[] =>
  caseTypes.filter((type) => policy.types[type].firstResponsible === 'guard');

/** Who reported a suspicion is known to officers and chiefs only, and each such read is logged. */
export const maySeeReporter = (scope: Scope, found: Case, policy: Policy): boolean =>
  !policy.types[found.type].secretReporter || scope.role === 'officer' || scope.role === 'chief';
