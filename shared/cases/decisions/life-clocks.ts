import type { Instant } from '../../engine/calendar/instant.ts';
import { pause } from '../../engine/clocks/clock.ts';
import { clockIn } from '../../engine/clocks/clock-list.ts';
import { afterPauses } from '../../engine/clocks/pause.ts';
import type { Milestone, MilestoneStart, Policy } from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import {
  type Clock,
  type ClockKind,
  type ClockList,
  milestoneKinds,
  type PromiseKind,
} from '../clock-kinds.ts';
import type { PauseReason } from '../life-so-far.ts';
import {
  decisionClock,
  milestoneClock,
  milestoneOf,
  promiseClocks,
  start,
  termsOfDraft,
  updateClock,
} from './terms.ts';
import { currentWait } from './waiting.ts';

/**
 * The clocks that the type and answers of a case give it at this point of its life, as if it had had them from the
 * start: each begins at its own moment and has stood still in each wait. A clock may have passed its end. Of clocks
 * that the case has not met, these are all; those it has met are not among them.
 */
export function lifeClocks(draft: CaseDraft, policy: Policy, now: Instant): ClockList {
  return [...promisesOf(draft, policy), ...stateClocksOf(draft, policy), ...milestonesOf(draft, policy, now)];
}

/** When the present promises began: with the report, or with the last reopening. */
const roundStart = ({ clocks, receivedAt }: CaseDraft): Instant =>
  clockIn(clocks, 'respond')?.startedAt ?? receivedAt;

/** Which waits stop a promise. */
const stoppedBy: { readonly [Kind in PromiseKind]: readonly PauseReason[] } = {
  acknowledge: [],
  respond: [],
  update: ['resident'],
  resolve: ['resident', 'other'],
};

function promisesOf(draft: CaseDraft, policy: Policy): ClockList {
  const terms = termsOfDraft(policy, draft);
  const acknowledge = clockIn(draft.clocks, 'acknowledge');
  const update = clockIn(draft.clocks, 'update');
  const promised = [
    ...promiseClocks(policy, terms, acknowledge?.startedAt ?? draft.receivedAt, ['acknowledge']),
    ...promiseClocks(policy, terms, roundStart(draft), ['respond', 'resolve']),
    ...(update === undefined ? [] : [updateClock(policy, draft, update.startedAt)]),
  ];
  return promised.map((clock) => stoodStill(clock, stoppedBy[clock.kind as PromiseKind], draft, policy));
}

/** The clock after all waits for one of these reasons, and paused if the case waits for one now. */
function stoodStill(clock: Clock, reasons: readonly PauseReason[], draft: CaseDraft, policy: Policy): Clock {
  const pauses = (draft.pauses ?? []).filter(({ reason }) => reasons.includes(reason));
  const running = afterPauses(policy.calendars, clock, pauses);
  const wait = currentWait(draft);
  if (wait === undefined || !reasons.includes(wait.reason)) return running;
  const since = Math.max(wait.from, clock.startedAt);
  return running.promiseAt > since ? pause(running, since) : running;
}

/** The clocks of a wait and of pending decisions, with the lengths of the type. */
function stateClocksOf(draft: CaseDraft, policy: Policy): ClockList {
  const { residentAnswer, thirdParty } = policy.types[draft.type];
  return draft.clocks.flatMap(({ kind, startedAt }) => {
    switch (kind) {
      case 'resident-answer':
        return [
          start(
            policy,
            { kind, calendar: 'always', length: residentAnswer, reminders: 'percent' },
            startedAt,
          ),
        ];
      case 'third-party':
        return [
          start(policy, { kind, calendar: 'office', length: thirdParty, reminders: 'percent' }, startedAt),
        ];
      case 'decision':
      case 'sign-off':
      case 'withdrawal':
        return [decisionClock(policy, draft, kind, startedAt)];
      default:
        return [];
    }
  });
}

function milestonesOf(draft: CaseDraft, policy: Policy, now: Instant): ClockList {
  return milestoneKinds.flatMap((kind) => {
    const milestone = milestoneOf(policy, draft, kind);
    const clock = milestone && milestoneAtThisPoint(milestone, draft, policy);
    // What would have lapsed without consequence is not started any more.
    return clock === undefined || (milestone?.atEnd === 'notify' && clock.promiseAt <= now) ? [] : [clock];
  });
}

function milestoneAtThisPoint(milestone: Milestone, draft: CaseDraft, policy: Policy): Clock | undefined {
  const current = clockIn(draft.clocks, milestone.kind);
  if (current?.state === 'met') return undefined;
  const began = momentOf(milestone.starts, draft);
  if (began === undefined) return undefined;
  const acted = lastOf(milestone.metBy ?? [], draft, began);
  if (acted === undefined) return milestoneClock(policy, draft, milestone, began);
  return milestone.again === undefined ? undefined : milestoneClock(policy, draft, milestone, acted);
}

/** When this moment of the lifecycle was, if it lies in the present round. */
function momentOf(moment: MilestoneStart, draft: CaseDraft): Instant | undefined {
  if (moment === 'received') return draft.reopens === 0 ? draft.receivedAt : undefined;
  if (moment === 'resolved') return undefined;
  const kind: ClockKind =
    moment === 'acknowledged' ? 'acknowledge' : moment === 'replied' ? 'respond' : moment;
  const clock = clockIn(draft.clocks, kind);
  if (clock === undefined || clock.state !== 'met') return undefined;
  const at = clock.metAt ?? clock.startedAt;
  return at < roundStart(draft) ? undefined : at;
}

/** When staff last made one of these moves, not before `since`. */
function lastOf(
  moves: NonNullable<Milestone['metBy']>,
  draft: CaseDraft,
  since: Instant,
): Instant | undefined {
  const times = moves.flatMap((move) => draft.actions?.[move] ?? []).filter((at) => at >= since);
  return times.length === 0 ? undefined : Math.max(...times);
}
