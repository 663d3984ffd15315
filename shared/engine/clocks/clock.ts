import type { CalendarName, Calendars, Length } from '../calendar/calendar.ts';
import { DAY, type Instant, MINUTE } from '../calendar/instant.ts';
import { defined } from '../defined.ts';

/**
 * One deadline with its reminders. `remindAt` holds the instants of the reminders and `reminded` how many were sent, so
 * that each is sent at most once. A met clock with `late` was breached before it was met.
 */
export interface Clock<Kind extends string = string> {
  readonly kind: Kind;
  readonly calendar: CalendarName;
  readonly startedAt: Instant;
  readonly remindAt: readonly Instant[];
  readonly reminded: number;
  readonly promiseAt: Instant;
  readonly state: 'running' | 'paused' | 'met' | 'breached';
  readonly pausedAt?: Instant;
  readonly late?: true;
  /** The promise lies beyond the announced holidays, so it may move; every view of the clock says so. */
  readonly beyondHorizon?: true;
  /**
   * When it was met. Absent in clocks that were met before this was stored. One that runs again has it where it was met
   * too late, by what reached nobody.
   */
  readonly metAt?: Instant;
  /** Who met it; kept where another person must take a later step. */
  readonly metBy?: string;
}

/** When a clock reminds: at 50 % and 80 % of its working time, a given time before its end, or never. */
export type Reminders = 'percent' | 'none' | { readonly beforeEnd: Length };

/** A shorter clock has no reminders: they would only be noise shortly before the breach (DESIGN.md, Exact meanings). */
const PERCENT_REMINDERS_MIN = 15 * MINUTE;

export interface ClockStart<Kind extends string = string> {
  readonly kind: Kind;
  readonly calendar: CalendarName;
  readonly length: Length;
  readonly reminders: Reminders;
}

/** Starts a clock; its promise and reminders are counted from `from` in working time of its calendar. */
export function startClock<Kind extends string>(
  calendars: Calendars,
  start: ClockStart<Kind>,
  from: Instant,
): Clock<Kind> {
  const lengthMs = calendars.lengthMs(start.calendar, start.length);
  const promise = calendars.addWorking(start.calendar, from, lengthMs);
  return clockUntil(calendars, start, from, promise.at, promise.beyondHorizon);
}

/** Starts a clock with a given end (an appointment, an extension); its reminders still count working time. */
export function clockUntil<Kind extends string>(
  calendars: Calendars,
  { kind, calendar, reminders }: Omit<ClockStart<Kind>, 'length'>,
  from: Instant,
  promiseAt: Instant,
  beyondHorizon = false,
): Clock<Kind> {
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

/** Whether the clock still requires an action: it is running or breached. */
export const isUnmet = (clock: Clock): boolean => clock.state === 'running' || clock.state === 'breached';

export const meet = <Kind extends string>(clock: Clock<Kind>, now: Instant, metBy?: string): Clock<Kind> => ({
  ...clock,
  state: 'met',
  metAt: now,
  ...(clock.state === 'breached' && { late: true as const }),
  ...defined({ metBy }),
});

export const breach = <Kind extends string>(clock: Clock<Kind>): Clock<Kind> => ({
  ...clock,
  state: 'breached',
  reminded: clock.remindAt.length,
});

export const pause = <Kind extends string>(clock: Clock<Kind>, now: Instant): Clock<Kind> =>
  clock.state === 'running' ? { ...clock, state: 'paused', pausedAt: now } : clock;

/** Resumes a paused clock with the working time that was left when it was paused; sent reminders are not repeated. */
export function resume<Kind extends string>(
  calendars: Calendars,
  clock: Clock<Kind>,
  now: Instant,
): Clock<Kind> {
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

/** The next reminder or the promise of a running clock; `undefined` for any other clock. */
export const nextOfClock = (clock: Clock): Instant | undefined =>
  clock.state === 'running' ? (clock.remindAt[clock.reminded] ?? clock.promiseAt) : undefined;

/** The longest extension; an unlimited one would let a case be forgotten. */
export const EXTENSION_MAX = 60 * DAY;
