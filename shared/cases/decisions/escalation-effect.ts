import type { Instant } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import { acknowledgeLevel, type Escalation, startEscalation } from '../../engine/clocks/escalation.ts';
import type { Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import { clockOf } from '../case.ts';
import type { Effects } from '../fact.ts';

/**
 * Since when somebody should have acted and has not: the earliest broken promise or, for a missing person, the
 * report itself until the first words were said. `undefined` when all is in order.
 */
function unmetSince(draft: CaseDraft, policy: Policy): Instant | undefined {
  const since = draft.clocks.filter(({ state }) => state === 'breached').map(({ promiseAt }) => promiseAt);
  const respond = clockOf(draft, 'respond');
  if (policy.types[draft.type].escalatesFrom === 'receipt' && respond !== undefined && isUnmet(respond)) {
    since.push(respond.startedAt);
  }
  return since.length === 0 ? undefined : Math.min(...since);
}

/**
 * The escalation as it must stand after a change: put up when something is unmet, taken away once nothing is. Gives
 * the effect to add to the fact that changed it, or nothing.
 */
export function escalationEffect(draft: CaseDraft, policy: Policy): Pick<Effects, 'escalation'> {
  const since = unmetSince(draft, policy);
  if (since === undefined) return draft.escalation === undefined ? {} : { escalation: null };
  if (draft.escalation !== undefined) return {};
  return { escalation: startEscalation(policy.calendars, policy.escalations[draft.priority], since) };
}

/** Somebody took the case on: the escalation stops, the level's own action clock starts. */
export const acknowledged = (
  draft: CaseDraft,
  escalation: Escalation,
  policy: Policy,
  now: Instant,
): Escalation => acknowledgeLevel(policy.calendars, policy.escalations[draft.priority], escalation, now);
