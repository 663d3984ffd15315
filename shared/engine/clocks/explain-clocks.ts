import type { CalendarName, Calendars } from '../calendar/calendar.ts';
import { type Instant, MINUTE } from '../calendar/instant.ts';
import type { WorkSpan } from '../calendar/working-time.ts';
import { defined } from '../defined.ts';
import type { Responsible } from '../responsible.ts';
import { type Clock, nextOfClock } from './clock.ts';
import type { EscalationPolicy } from './escalation.ts';
import type { NextStep, Timers } from './next-deadline.ts';

export interface ExplainedClock<Kind extends string = string> {
  readonly kind: Kind;
  readonly calendar: CalendarName;
  readonly startedAt: Instant;
  readonly promiseAt: Instant;
  readonly state: Clock['state'];
  /** The promise was breached, whether or not it was met later. */
  readonly late: boolean;
  /** The promise lies beyond the announced holidays; it may move when more are announced. */
  readonly beyondHorizon: boolean;
  readonly pausedAt?: Instant;
  readonly reminders: readonly { readonly at: Instant; readonly taken: boolean }[];
  /** Working time from start to promise, and what remains of it now. */
  readonly workingMinutes: number;
  readonly workingMinutesLeft: number;
  /** The spans of that working time, to be drawn; absent where they are too many for a picture. */
  readonly work?: readonly WorkSpan[];
  readonly responsible: Responsible;
}

export interface ExplainedEscalation {
  readonly startedAt: Instant;
  readonly level: number;
  readonly levels: readonly Responsible[];
  /** When the next level is reached, or until when the person who acknowledged must act. */
  readonly nextAt: Instant;
  /** `nextAt` lies beyond the announced holidays; it may move when more are announced. */
  readonly beyondHorizon: boolean;
  readonly acknowledged: boolean;
}

export interface Explanation<Kind extends string = string> {
  readonly policyVersion: string;
  readonly next?: NextStep<Kind> & { readonly beyondHorizon: boolean };
  readonly clocks: readonly ExplainedClock<Kind>[];
  readonly escalation?: ExplainedEscalation;
}

/** What an explanation needs besides the state. */
export interface ExplainedBy<Kind extends string> {
  readonly calendars: Calendars;
  readonly escalationPolicy: EscalationPolicy;
  readonly responsibleFor: (clock: Kind) => Responsible;
}

type Explained<Kind extends string> = Timers<Kind> & {
  readonly policyVersion: string;
} & Partial<NextStep<Kind>>;

/**
 * Explains when and why an aggregate is due: each clock with calendar, reminders and remaining time; the escalation.
 */
export function explainClocks<Kind extends string>(
  state: Explained<Kind>,
  by: ExplainedBy<Kind>,
  now: Instant,
): Explanation<Kind> {
  const { escalation, policyVersion, dueAt, dueKind, responsible } = state;
  const isOpen = dueAt !== undefined && dueKind !== undefined && responsible !== undefined;
  return {
    policyVersion,
    ...(isOpen && {
      next: { dueAt, dueKind, responsible, beyondHorizon: isNextBeyondHorizon(state, by) },
    }),
    clocks: [...state.clocks]
      .sort((one, other) => one.promiseAt - other.promiseAt)
      .map((clock) => explain(clock, by, now)),
    ...(escalation && {
      escalation: {
        startedAt: escalation.startedAt,
        level: escalation.level,
        levels: by.escalationPolicy.levels.map(({ responsible: addressed }) => addressed),
        nextAt: escalation.nextAt,
        beyondHorizon: by.calendars.isBeyondHorizon(by.escalationPolicy.calendar, escalation.nextAt),
        acknowledged: escalation.acting,
      },
    }),
  };
}

/**
 * Whether the next due time lies beyond the announced holidays of the calendar by which it was counted: that of its
 * clock, or of the escalation.
 */
export function isNextBeyondHorizon<Kind extends string>(
  { dueAt, clocks, escalation }: Timers<Kind> & Partial<NextStep<Kind>>,
  { calendars, escalationPolicy }: Pick<ExplainedBy<Kind>, 'calendars' | 'escalationPolicy'>,
): boolean {
  if (dueAt === undefined) return false;
  const clock = clocks.find((one) => nextOfClock(one) === dueAt);
  const calendar = clock?.calendar ?? (escalation?.nextAt === dueAt ? escalationPolicy.calendar : 'always');
  return calendars.isBeyondHorizon(calendar, dueAt);
}

/** Two weeks of office days with a lunch. */
const SPANS_MAX = 28;

function explain<Kind extends string>(
  clock: Clock<Kind>,
  { calendars, responsibleFor }: ExplainedBy<Kind>,
  now: Instant,
): ExplainedClock<Kind> {
  const { kind, calendar, startedAt, promiseAt, state, pausedAt } = clock;
  const minutes = (from: Instant, to: Instant) =>
    Math.max(0, Math.round(calendars.workingBetween(calendar, from, to) / MINUTE));
  return {
    kind,
    calendar,
    startedAt,
    promiseAt,
    state,
    late: clock.late === true || state === 'breached',
    beyondHorizon: clock.beyondHorizon === true,
    ...defined({ pausedAt }),
    reminders: clock.remindAt.map((at, index) => ({ at, taken: index < clock.reminded })),
    workingMinutes: minutes(startedAt, promiseAt),
    workingMinutesLeft: state === 'met' ? 0 : minutes(pausedAt ?? now, promiseAt),
    ...defined({ work: calendars.spansBetween(calendar, startedAt, promiseAt, SPANS_MAX) }),
    responsible: responsibleFor(kind),
  };
}
