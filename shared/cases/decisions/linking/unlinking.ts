import type { Instant } from '../../../engine/calendar/instant.ts';
import { breach, isUnmet, meet, resume } from '../../../engine/clocks/clock.ts';
import { clockIn, drop, put } from '../../../engine/clocks/clock-list.ts';
import { defined } from '../../../engine/defined.ts';
import type { Policy } from '../../../policies/policy.ts';
import type { CaseDraft } from '../../case.ts';
import type { Clock, ClockList } from '../../clock-kinds.ts';
import type { MoveCommand } from '../../command.ts';
import { type MoveContext, type MoveOutcome, toResident } from '../move-outcome.ts';
import { isReason } from '../reopening.ts';
import { toResponsible } from '../staff-messages.ts';
import { milestonesStartedBy, promiseClocks, termsOfDraft, updateClock } from '../terms.ts';

/**
 * Undoes a link: the case is one of its own again. Its promises run on from where they stood, so what has passed
 * meanwhile is overdue and escalates as always; a wait that it was in has ended.
 */
export function unlink(
  { text, followed = 0 }: Extract<MoveCommand, { move: 'unlink' }>,
  context: MoveContext,
): MoveOutcome {
  const { draft } = context;
  if (!isReason(text)) return { code: 'reason-needed' };
  if (draft.duplicateOf === undefined) return { code: 'not-linkable' };
  const clocks = clocksOfOwn(context);
  return {
    happening: { fact: 'unlinked', of: draft.duplicateOf, followed },
    clocks: () => clocks,
    // It goes on from its level, unless nothing is late any more.
    ...defined({ escalation: draft.held?.escalation }),
    messages: [...toResponsible(context, 'reopened'), ...toResident(context, 'reply')],
  };
}

/** Clocks of a wait, and of decisions that only the present move answers. */
const ended = ['resident-answer', 'third-party', 'appointment', 'decision', 'sign-off'] as const;

function clocksOfOwn({ draft, policy, now }: MoveContext): ClockList {
  // A case that was left and joined again has ended more than once since it was linked.
  const linkedAt = draft.held?.linkedAt ?? draft.endedAt ?? now;
  const held = draft.held?.clocks ?? unmetFromReceipt(draft, policy, linkedAt);
  const running = drop(held, ...ended).map((clock) => resume(policy.calendars, clock, linkedAt));
  const clocks = put(draft.clocks, ...running);
  const acknowledge = clockIn(clocks, 'acknowledge');
  const acknowledged =
    acknowledge && isUnmet(acknowledge) ? put(clocks, metBefore(acknowledge, now)) : clocks;
  // Dates that start with the acknowledgement, and ended at once because that was the link itself.
  const missing = milestonesStartedBy(policy, draft, 'acknowledged', now).filter(
    ({ kind }) => clockIn(acknowledged, kind) === undefined,
  );
  return put(acknowledged, ...missing);
}

/** Met by this move; late if its time had passed while the case was linked. */
const metBefore = (clock: Clock, now: Instant): Clock =>
  meet(clock.promiseAt <= now ? breach(clock) : clock, now);

/** For a case that was linked before its clocks were held. */
function unmetFromReceipt(draft: CaseDraft, policy: Policy, linkedAt: Instant): ClockList {
  const terms = termsOfDraft(policy, draft);
  const kinds = (['acknowledge', 'respond', 'resolve'] as const).filter(
    (kind) => clockIn(draft.clocks, kind) === undefined,
  );
  const promised = promiseClocks(policy, terms, draft.receivedAt, kinds);
  return kinds.includes('respond') ? promised : [...promised, updateClock(policy, draft, linkedAt)];
}
