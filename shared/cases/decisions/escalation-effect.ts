import type { Instant } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import { acknowledgeLevel, type Escalation, startEscalation } from '../../engine/clocks/escalation.ts';
import type { Policy } from '../../policies/policy.ts';
import { type CaseDraft, clockOf } from '../case.ts';
import type { Effects } from '../fact.ts';
import type { Move } from '../lifecycle.ts';

/**
 * The start of the escalation: the earliest breached promise or, for types that escalate from receipt, the report
 * itself until the first reply. `undefined` when nothing escalates.
 */
function unmetSince(draft: CaseDraft, policy: Policy): Instant | undefined {
  const since = draft.clocks.filter(({ state }) => state === 'breached').map(({ promiseAt }) => promiseAt);
  const respond = clockOf(draft, 'respond');
  if (policy.types[draft.type].escalatesFrom === 'receipt' && respond !== undefined && isUnmet(respond)) {
    since.push(respond.startedAt);
  }
  return since.length === 0 ? undefined : Math.min(...since);
}

/** The effect of a change on the escalation, to be added to its fact: starts it, ends it, or leaves it unchanged. */
export function escalationEffect(draft: CaseDraft, policy: Policy): Pick<Effects, 'escalation'> {
  const since = unmetSince(draft, policy);
  if (since === undefined) return draft.escalation === undefined ? {} : { escalation: null };
  if (draft.escalation !== undefined) return {};
  return { escalation: startEscalation(policy.calendars, policy.escalations[draft.priority], since) };
}

/** Moves with which staff acknowledge a running escalation. */
export const acknowledgingMoves: readonly Move[] = ['acknowledge', 'start', 'acknowledge-escalation'];

/** Staff acknowledged the escalation: it stops, and the level's action clock starts. */
export const acknowledged = (
  draft: CaseDraft,
  escalation: Escalation,
  policy: Policy,
  now: Instant,
): Escalation => acknowledgeLevel(policy.calendars, policy.escalations[draft.priority], escalation, now);
