import type { Instant } from '../../engine/calendar/instant.ts';
import { type ClockStart, startClock } from '../../engine/clocks/clock.ts';
import { isMoreUrgent, priorities } from '../../engine/priority.ts';
import type {
  Condition,
  Milestone,
  MilestoneStart,
  Policy,
  Terms,
  TypePolicy,
} from '../../policies/policy.ts';
import type { CaseDraft } from '../case.ts';
import type { Clock, ClockKind } from '../clock-kinds.ts';

/** The part of a case that conditions of a policy are evaluated on. */
type ConditionInput = Pick<CaseDraft, 'details' | 'occurredAt' | 'receivedAt'>;

/** Whether a condition of the policy holds for these answers and times. */
export function holds(policy: Policy, condition: Condition, given: ConditionInput): boolean {
  if ('question' in condition)
    return condition.oneOf.some((answer) => answer === given.details[condition.question]);
  if (given.occurredAt === undefined) return false;
  return given.receivedAt - given.occurredAt < policy.calendars.lengthMs('always', condition.occurredWithin);
}

/** The first terms of the type whose condition holds. The last terms of every type have none (checked at load). */
export function termsOf(policy: Policy, type: TypePolicy, given: ConditionInput): Terms {
  const terms = type.terms.find(
    ({ when }) => when === undefined || when.some((condition) => holds(policy, condition, given)),
  );
  if (terms === undefined)
    throw new Error('the policy was loaded although the last terms of a type have a condition');
  return terms;
}

/**
 * The terms of a case: those of its own answers or, where it has the higher priority of a report that is linked to it,
 * the calmest ones that are as urgent as that.
 */
export function termsOfDraft(policy: Policy, draft: CaseDraft): Terms {
  const type = policy.types[draft.type];
  const own = termsOf(policy, type, draft);
  if (!isMoreUrgent(draft.priority, own.priority)) return own;
  const urgent = type.terms.filter(({ priority }) => !isMoreUrgent(draft.priority, priority));
  return (
    urgent.toSorted(
      (one, other) => priorities.indexOf(other.priority) - priorities.indexOf(one.priority),
    )[0] ?? own
  );
}

/** Starts the promises that are made when a report is received or a case is reopened. */
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

export const start = (policy: Policy, clock: ClockStart<ClockKind>, from: Instant): Clock =>
  startClock(policy.calendars, clock, from);

/** The longest time without news for the resident, counted from the last reply by a person. */
export function updateClock(policy: Policy, draft: CaseDraft, now: Instant): Clock {
  const { update, updateCalendar } = policy.types[draft.type];
  return start(
    policy,
    { kind: 'update', calendar: updateCalendar, length: update, reminders: 'percent' },
    now,
  );
}

/** The reopen window, in which the resident may say "not solved". It runs at all hours and has no reminders. */
export function windowClock(policy: Policy, draft: CaseDraft, now: Instant): Clock {
  const { window } = policy.types[draft.type];
  return start(policy, { kind: 'window', calendar: 'always', length: window, reminders: 'none' }, now);
}

/** Asks again the next day whether the case may be closed, for types that never close by themselves. */
export const dailyWindow = (policy: Policy, now: Instant): Clock =>
  start(policy, { kind: 'window', calendar: 'always', length: { days: 1 }, reminders: 'none' }, now);

/**
 * A clock for a decision that only staff can make. For P0 and P1 it is as long as the promise to respond, for others as
 * long as the policy allows for decisions, in office hours.
 */
export function decisionClock(policy: Policy, draft: CaseDraft, kind: ClockKind, now: Instant): Clock {
  const { calendar, respond, priority } = termsOfDraft(policy, draft);
  const urgent = priority === 'P0' || priority === 'P1';
  const length = urgent ? respond : policy.decision;
  return start(policy, { kind, calendar: urgent ? calendar : 'office', length, reminders: 'percent' }, now);
}

/** The milestone of this kind that applies to the case, if its type has one. */
export const milestoneOf = (policy: Policy, draft: CaseDraft, kind: ClockKind): Milestone | undefined =>
  policy.types[draft.type].milestones.find(
    (milestone) =>
      milestone.kind === kind && (milestone.when === undefined || holds(policy, milestone.when, draft)),
  );

/** The milestone clocks that start at this moment of the lifecycle. */
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

/** Starts a milestone's clock, from `now` or from when the incident occurred. */
export function milestoneClock(policy: Policy, draft: CaseDraft, milestone: Milestone, now: Instant): Clock {
  const { kind, calendar, reminders, countsFrom, again } = milestone;
  const from = countsFrom === 'occurred' ? (draft.occurredAt ?? draft.receivedAt) : now;
  const isSlower = again && now >= draft.receivedAt + policy.calendars.lengthMs('always', again.after);
  const length = isSlower ? again.length : milestone.length;
  return start(policy, { kind, calendar, length, reminders }, from);
}
