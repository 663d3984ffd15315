import type { Scope } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import { maySee } from '../access.ts';
import type { Case, CaseId } from '../case.ts';
import { type CaseKey, inScope } from '../case-key.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';

/** A case that staff may see, without its texts. */
export interface VisibleCase {
  readonly key: CaseKey;
  readonly found: Case;
  readonly policy: Policy;
  readonly refusal?: never;
}

/** Loads a case for staff of its station. One that they may not see is refused like one that does not exist. */
export async function visibleCase(
  world: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  caseId: CaseId,
): Promise<VisibleCase | Refused> {
  const key = inScope(scope, caseId);
  const found = await world.store.load(key);
  const policy = found && (await world.policies.of(found.station, found.policyVersion));
  return found === undefined || policy === undefined || !maySee(scope, found, policy)
    ? refused({ code: 'not-found' })
    : { key, found, policy };
}
