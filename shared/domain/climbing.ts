import type { CaseDraft } from './case.ts';
import { clockOf } from './case.ts';
import { isUnmet } from './clock.ts';
import type { Effects } from './fact.ts';
import type { Instant } from './instant.ts';
import { acknowledgeRung, type Ladder, startLadder } from './ladder.ts';
import type { Policy } from './policy.ts';

/**
 * Since when somebody should have acted and has not: the earliest broken promise or, for a missing person, the
 * report itself until the first words were said. `undefined` when all is in order.
 */
function unmetSince(draft: CaseDraft, policy: Policy): Instant | undefined {
  const since = draft.clocks.filter(({ state }) => state === 'breached').map(({ promiseAt }) => promiseAt);
  const respond = clockOf(draft, 'respond');
  if (policy.types[draft.type].ladderFrom === 'receipt' && respond !== undefined && isUnmet(respond)) {
    since.push(respond.startedAt);
  }
  return since.length === 0 ? undefined : Math.min(...since);
}

/**
 * The ladder as it must stand after a change: put up when something is unmet, taken away once nothing is. Gives
 * the effect to add to the fact that changed it, or nothing.
 */
export function ladderEffect(draft: CaseDraft, policy: Policy): Pick<Effects, 'ladder'> {
  const since = unmetSince(draft, policy);
  if (since === undefined) return draft.ladder === undefined ? {} : { ladder: null };
  if (draft.ladder !== undefined) return {};
  return { ladder: startLadder(policy.calendars, policy.ladders[draft.priority], since) };
}

/** Somebody took the matter on: the climb stops, the rung's own action clock starts. */
export const takenOn = (draft: CaseDraft, ladder: Ladder, policy: Policy, now: Instant): Ladder =>
  acknowledgeRung(policy.calendars, policy.ladders[draft.priority], ladder, now);
