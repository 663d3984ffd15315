/**
 * Working time: how far a promise reaches, and how much of it is gone. A calendar is a set of open days times the
 * hours of one day, so all questions become arithmetic on "working time since a fixed origin": each answer
 * costs the same however far it reaches, which the simulator needs, and adding up can never disagree with measuring.
 */
import { DAY, HOUR, type Instant, MINUTE } from './instant.ts';
import { dayNumberAt, dayNumberOf } from './local-day.ts';
import { everyDay, type HolidayData, officeDays } from './open-days.ts';
import { type QuietTimes, quietTimes } from './quiet-times.ts';
import { type DaySpan, workingDay } from './working-day.ts';
import { addWorking, type Calendar, type Deadline, nextOpening, workedBy } from './working-time.ts';

export type CalendarName = 'always' | 'duty' | 'office';

/** Hours and holidays as a station sets them. `always` and `duty` open every day, `office` on working days. */
export interface CalendarData {
  readonly hours: Readonly<Record<CalendarName, readonly DaySpan[]>>;
  /** When nothing below P1 is sent; the only span that may run over midnight. Equal ends mean never. */
  readonly quietHours: DaySpan;
  readonly holidays: HolidayData;
}

/**
 * How long a promise is. Minutes and hours are working time: 4 h on `office` from 10:00 end at 16:30. Days are
 * full days of the calendar's own working time (24 h, 16 h, 7 h by default), so that n days later means the same
 * time on the n-th open day: one office day from Tuesday 10:00 is Wednesday 10:00, from Saturday it is the end of
 * Monday. "Looked at within 24 h" on `duty` is therefore `{ days: 1 }`; `{ hours: 24 }` would be a day and a half.
 */
export type Length = { readonly minutes: number } | { readonly hours: number } | { readonly days: number };

export interface Calendars extends QuietTimes {
  /** A length as milliseconds of working time. */
  lengthMs(calendar: CalendarName, length: Length): number;
  /**
   * The earliest instant, not before `from`, by which `workingMs` have been worked. Work that ends exactly with a
   * span is due at that end (12:00, not 14:30), and no work at all is due at `from`, open or not.
   * Throws a RangeError unless the amount is a whole number from 0 to 100 years: a wrong unit, not a promise.
   */
  addWorking(calendar: CalendarName, from: Instant, workingMs: number): Deadline;
  /** Milliseconds of working time from one instant to another; negative when `to` is the earlier one. */
  workingBetween(calendar: CalendarName, from: Instant, to: Instant): number;
  /** When `percent` of the working time to a promise has gone; rounded down, so that no reminder is late. */
  partway(calendar: CalendarName, from: Instant, promiseAt: Instant, percent: number): Deadline;
  /** Whether work is being done; the last instant of a span (12:00) is closed. */
  isOpen(calendar: CalendarName, at: Instant): boolean;
  /** `at` when open, else the next opening. */
  nextOpening(calendar: CalendarName, at: Instant): Instant;
  /** Whole days from today to the last day with announced holidays; below 0 when that day has passed. */
  daysUntilHorizon(now: Instant): number;
}

/** Prepares the calendars of a station once, for many questions. Throws a RangeError for data that cannot be meant. */
export function calendars(data: CalendarData): Calendars {
  const horizon = dayNumberOf(data.holidays.horizon);
  const daily = { days: everyDay, lastSureDay: Number.POSITIVE_INFINITY };
  const named: Record<CalendarName, Calendar> = {
    always: { ...daily, day: workingDay(data.hours.always) },
    duty: { ...daily, day: workingDay(data.hours.duty) },
    office: { days: officeDays(data.holidays), lastSureDay: horizon, day: workingDay(data.hours.office) },
  };
  // P0 promises run on `always`; a station that shortened it would let a lost person wait for the morning.
  if (named.always.day.lengthMs !== DAY) throw new RangeError('the calendar "always" must be open all day');

  return {
    lengthMs: (calendar, length) => lengthMs(named[calendar], length),
    addWorking: (calendar, from, workingMs) => addWorking(named[calendar], from, workingMs),
    workingBetween: (calendar, from, to) => workedBy(named[calendar], to) - workedBy(named[calendar], from),
    partway(calendar, from, promiseAt, percent) {
      const wholeMs = workedBy(named[calendar], promiseAt) - workedBy(named[calendar], from);
      return addWorking(named[calendar], from, Math.floor((wholeMs * percent) / 100));
    },
    isOpen: (calendar, at) => nextOpening(named[calendar], at) === at,
    nextOpening: (calendar, at) => nextOpening(named[calendar], at),
    ...quietTimes(data.quietHours),
    daysUntilHorizon: (now) => horizon - dayNumberAt(now),
  };
}

function lengthMs({ day }: Calendar, length: Length): number {
  if ('minutes' in length) return length.minutes * MINUTE;
  if ('hours' in length) return length.hours * HOUR;
  return length.days * day.lengthMs;
}
