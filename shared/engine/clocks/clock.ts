import type { CalendarName, Calendars, Length } from '../calendar/calendar.ts';
import { DAY, type Instant, MINUTE } from '../calendar/instant.ts';

/** The promises every type makes to the resident. */
export const promiseKinds = ['acknowledge', 'respond', 'update', 'resolve'] as const;

/** Clocks that a status brings with it, so that waiting changes the deadline instead of clearing it. */
export const stateClockKinds = [
  'resident-answer',
  'third-party',
  'appointment',
  'handover',
  'window',
  'decision',
  'sign-off',
  'withdrawal',
] as const;

/** Dates that belong to certain types only; which, is policy. */
export const milestoneKinds = [
  'footage-kept',
  'footage-expiry',
  'owner-search-end',
  'action-check',
  'police-reference',
  'family-or-station',
  'other-side',
  'first-sitting',
  'first-revisit',
  'second-revisit',
  'third-revisit',
  'notice-served',
  'fixed',
  're-inspected',
  'committee-acknowledged',
  'committee-report',
  'care-call',
  'warning-draft',
  'typed',
] as const;

export type PromiseKind = (typeof promiseKinds)[number];
export type StateClockKind = (typeof stateClockKinds)[number];
export type MilestoneKind = (typeof milestoneKinds)[number];
export type ClockKind = PromiseKind | StateClockKind | MilestoneKind;

/**
 * One deadline with its reminders. `remindAt` holds the instants of the reminders, `reminded` how many of them
 * are taken, so each is taken at most once. A met clock whose `late` is set broke its promise first.
 */
export interface Clock {
  readonly kind: ClockKind;
  readonly calendar: CalendarName;
  readonly startedAt: Instant;
  readonly remindAt: readonly Instant[];
  readonly reminded: number;
  readonly promiseAt: Instant;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  readonly pausedAt?: Instant;
  readonly late?: true;
  /** The promise lies beyond the known holidays, so it may move; said wherever it is shown. */
  readonly beyondHorizon?: true;
  /** Who met it, where a later step must be somebody else's. */
  readonly metBy?: string;
}

/** When a clock reminds: at half and four fifths of its working time, some time before its end, or never. */
export type Reminders = 'percent' | 'none' | { readonly beforeEnd: Length };

/** Below this length a reminder would only be noise on the way to the breach (DESIGN.md, Exact meanings). */
const PERCENT_REMINDERS_MIN = 15 * MINUTE;

export interface ClockStart {
  readonly kind: ClockKind;
  readonly calendar: CalendarName;
  readonly length: Length;
  readonly reminders: Reminders;
}

/** Starts a clock: promise and reminders are working time of its calendar, counted from `from`. */
export function startClock(calendars: Calendars, start: ClockStart, from: Instant): Clock {
  const lengthMs = calendars.lengthMs(start.calendar, start.length);
  const promise = calendars.addWorking(start.calendar, from, lengthMs);
  return clockUntil(calendars, start, from, promise.at, promise.beyondHorizon);
}

/** A clock whose end is given (an appointment, an extension); its reminders still count working time. */
export function clockUntil(
  calendars: Calendars,
  { kind, calendar, reminders }: Omit<ClockStart, 'length'>,
  from: Instant,
  promiseAt: Instant,
  beyondHorizon = false,
): Clock {
  return {
    kind,
    calendar,
    startedAt: from,
    remindAt: remindersOf(calendars, calendar, reminders, from, promiseAt),
    reminded: 0,
    promiseAt,
    state: 'running',
    ...(beyondHorizon && { beyondHorizon }),
  };
}

function remindersOf(
  calendars: Calendars,
  calendar: CalendarName,
  reminders: Reminders,
  from: Instant,
  promiseAt: Instant,
): readonly Instant[] {
  if (reminders === 'none') return [];
  if (reminders !== 'percent') {
    const warnAt = promiseAt - calendars.lengthMs('always', reminders.beforeEnd);
    return warnAt > from ? [warnAt] : [];
  }
  if (calendars.workingBetween(calendar, from, promiseAt) < PERCENT_REMINDERS_MIN) return [];
  return [50, 80].map((percent) => calendars.partway(calendar, from, promiseAt, percent).at);
}

/** Whether the clock still asks somebody for something. */
export const isUnmet = (clock: Clock): boolean => clock.state === 'running' || clock.state === 'breached';

export const meet = (clock: Clock, metBy?: string): Clock => ({
  ...clock,
  state: 'met',
  ...(clock.state === 'breached' && { late: true as const }),
  ...(metBy !== undefined && { metBy }),
});

export const breach = (clock: Clock): Clock => ({
  ...clock,
  state: 'breached',
  reminded: clock.remindAt.length,
});

export const pause = (clock: Clock, now: Instant): Clock =>
  clock.state === 'running' ? { ...clock, state: 'paused', pausedAt: now } : clock;

/** What was left of the promise when it was paused is what is left now; reminders already taken stay taken. */
export function resume(calendars: Calendars, clock: Clock, now: Instant): Clock {
  const { pausedAt, ...rest } = clock;
  if (pausedAt === undefined) return clock;
  const shift = (at: Instant) =>
    at <= pausedAt
      ? { at, beyondHorizon: false }
      : calendars.addWorking(clock.calendar, now, calendars.workingBetween(clock.calendar, pausedAt, at));
  const promise = shift(clock.promiseAt);
  return {
    ...rest,
    state: 'running',
    remindAt: clock.remindAt.map((at) => shift(at).at),
    promiseAt: promise.at,
    ...(promise.beyondHorizon && { beyondHorizon: true as const }),
  };
}

/** The instant at which the clock next wants attention, or `undefined` when it wants none. */
export const nextOfClock = (clock: Clock): Instant | undefined =>
  clock.state === 'running' ? (clock.remindAt[clock.reminded] ?? clock.promiseAt) : undefined;

/** How long an extension may reach, so that "extended" never means "forgotten". */
export const EXTENSION_MAX = 60 * DAY;
