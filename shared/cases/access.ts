import type { Scope } from '../engine/scope.ts';
import type { Policy } from '../policies/policy.ts';
import type { Case } from './case.ts';
import { type CaseType, caseTypes } from './case-type.ts';

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
 * Whether a member of staff may see who reported. For secret reporters only officers and chiefs; such reads are
 * logged.
 */
export const maySeeReporter = (scope: Scope, found: Case, policy: Policy): boolean =>
  !policy.types[found.type].secretReporter || scope.role === 'officer' || scope.role === 'chief';
