import type { Instant } from '../../engine/calendar/instant.ts';
import { type Clock, type ClockKind, type ClockStart, startClock } from '../../engine/clocks/clock.ts';
import type {
  Condition,
  Milestone,
  MilestoneStart,
  Policy,
  Terms,
  TypePolicy,
} from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';

/** What is asked of a condition: the answers given, and when the case happened. */
export type Circumstances = Pick<CaseDraft, 'details' | 'occurredAt' | 'receivedAt'>;

/** Whether a condition of the policy holds for these answers. */
export function holds(policy: Policy, condition: Condition, given: Circumstances): boolean {
  if ('question' in condition)
    return condition.oneOf.some((answer) => answer === given.details[condition.question]);
  if (given.occurredAt === undefined) return false;
  return given.receivedAt - given.occurredAt < policy.calendars.lengthMs('always', condition.occurredWithin);
}

/** The level whose promises apply; the last one of a type always does (checked at load). */
export function termsOf(policy: Policy, type: TypePolicy, given: Circumstances): Terms {
  const terms = type.terms.find(
    ({ when }) => when === undefined || when.some((condition) => holds(policy, condition, given)),
  );
  if (terms === undefined) throw new Error('a type whose last level has a condition was not refused at load');
  return terms;
}

export const termsOfDraft = (policy: Policy, draft: CaseDraft): Terms =>
  termsOf(policy, policy.types[draft.type], draft);

/** The promises made on receipt, or again on reopening. */
export function promiseClocks(
  policy: Policy,
  terms: Terms,
  from: Instant,
  kinds: readonly ('acknowledge' | 'respond' | 'resolve')[],
): readonly Clock[] {
  return kinds.flatMap((kind) => {
    const length = terms[kind];
    const calendar = kind === 'resolve' ? (terms.resolveCalendar ?? terms.calendar) : terms.calendar;
    if (length === undefined) return [];
    return [startClock(policy.calendars, { kind, calendar, length, reminders: 'percent' }, from)];
  });
}

/** A clock as long as the policy says for the moment that starts it. */
export const start = (policy: Policy, clock: ClockStart, from: Instant): Clock =>
  startClock(policy.calendars, clock, from);

/** The longest silence towards the resident, counted from the last words a person said. */
export function updateClock(policy: Policy, draft: CaseDraft, now: Instant): Clock {
  const { update, updateCalendar } = policy.types[draft.type];
  return start(
    policy,
    { kind: 'update', calendar: updateCalendar, length: update, reminders: 'percent' },
    now,
  );
}

/** The time in which "not solved" reopens; it counts every hour, and reminds nobody. */
export function windowClock(policy: Policy, draft: CaseDraft, now: Instant): Clock {
  const { window } = policy.types[draft.type];
  return start(policy, { kind: 'window', calendar: 'always', length: window, reminders: 'none' }, now);
}

/** The next of the daily questions "may this be closed?", where nothing closes by itself. */
export const dailyWindow = (policy: Policy, now: Instant): Clock =>
  start(policy, { kind: 'window', calendar: 'always', length: { days: 1 }, reminders: 'none' }, now);

/** What only a person can decide, at the pace of the case: urgent matters at once, others within an office day. */
export function decisionClock(policy: Policy, draft: CaseDraft, kind: ClockKind, now: Instant): Clock {
  const { calendar, respond, priority } = termsOfDraft(policy, draft);
  const urgent = priority === 'P0' || priority === 'P1';
  const length = urgent ? respond : policy.decision;
  return start(policy, { kind, calendar: urgent ? calendar : 'office', length, reminders: 'percent' }, now);
}

/** The milestone of a kind that applies to this case, if its type has one. */
export const milestoneOf = (policy: Policy, draft: CaseDraft, kind: ClockKind): Milestone | undefined =>
  policy.types[draft.type].milestones.find(
    (milestone) =>
      milestone.kind === kind && (milestone.when === undefined || holds(policy, milestone.when, draft)),
  );

/** The milestone clocks that a moment in the life of the case starts. */
export function milestonesStartedBy(
  policy: Policy,
  draft: CaseDraft,
  moment: MilestoneStart,
  now: Instant,
): readonly Clock[] {
  return policy.types[draft.type].milestones
    .filter((milestone) => milestone.starts === moment)
    .filter((milestone) => milestoneOf(policy, draft, milestone.kind) === milestone)
    .map((milestone) => milestoneClock(policy, draft, milestone, now));
}

/** Starts one milestone's clock, from the moment itself or from when the case happened. */
export function milestoneClock(policy: Policy, draft: CaseDraft, milestone: Milestone, now: Instant): Clock {
  const { kind, calendar, reminders, countsFrom, again } = milestone;
  const from = countsFrom === 'occurred' ? (draft.occurredAt ?? draft.receivedAt) : now;
  const slower = again && now >= draft.receivedAt + policy.calendars.lengthMs('always', again.after);
  const length = slower ? again.length : milestone.length;
  return start(policy, { kind, calendar, length, reminders }, from);
}
