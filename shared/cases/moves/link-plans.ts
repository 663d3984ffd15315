import type { Actor } from '../../engine/scope.ts';
import type { Policy } from '../../policies/policy.ts';
import type { Case } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { newLink, undoneLink } from '../case-link.ts';
import type { MoveCommand } from '../command.ts';
import { linkOf } from '../decisions/co-reporters.ts';
import { coReporterCases } from '../reading/co-reporter-cases.ts';
import { primariesOf } from '../reading/primary-cases.ts';
import type { MovePlan, MoveWorld } from './handle-move.ts';

/** What is written besides the move when a case is linked: the step of the primary case, and the row of the link. */
export const linkPlan = async (
  { store }: Pick<MoveWorld, 'store'>,
  found: Case,
  primary: Case,
  policy: Policy,
): Promise<Pick<MovePlan, 'second' | 'link'>> => ({
  second: { before: primary, command: linkOf(found, policy) },
  link: await newLink(store, keyOf(primary), keyOf(found)),
});

type Unlinking = Extract<MoveCommand, { move: 'unlink' | 'reopen' }>;

/**
 * Takes a case out of the chain of cases that it is linked into, together with the co-reporters of its own: the case at
 * the end of the chain, which counts them all, counts them no longer. A case that is not linked is planned as it is.
 */
export async function planUnlink(
  { store }: Pick<MoveWorld, 'store'>,
  found: Case,
  plan: { readonly command: Unlinking; readonly by: Actor },
): Promise<MovePlan> {
  const path = found.duplicateOf === undefined ? [] : await primariesOf({ store }, found);
  const [direct] = path;
  const counting = path.at(-1);
  if (direct === undefined || counting === undefined) return plan;
  const followed = (await coReporterCases(store, found)).length;
  const own = found.status === 'duplicate' && found.reporterLeft !== true ? 1 : 0;
  const recount = { move: 'recount', of: found.caseId, unlinked: followed + own } as const;
  return {
    ...plan,
    command: { ...plan.command, followed },
    // Also where it counts none less, so that a co-reporter who comes back at once meets a conflict and is counted right.
    second: { before: counting, command: recount },
    link: await undoneLink(store, keyOf(direct), keyOf(found)),
  };
}
