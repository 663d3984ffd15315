/**
 * Working time: when a promise ends, and how much of it has passed. A calendar is a set of open days and the hours of
 * one day, so every question is arithmetic on "working time since a fixed origin". The cost of an answer does not
 * depend on the distance, which the simulator needs, and adding and measuring always agree.
 */
import { DAY, HOUR, type Instant, MINUTE } from './instant.ts';
import { dayNumberAt, dayNumberOf } from './local-day.ts';
import { everyDay, type HolidayData, officeDays } from './open-days.ts';
import { type QuietTimes, quietTimes } from './quiet-times.ts';
import { type DaySpan, workingDay } from './working-day.ts';
import {
  addWorking,
  type Calendar,
  type Deadline,
  nextOpening,
  spansBetween,
  type WorkSpan,
  workedBy,
} from './working-time.ts';

export type CalendarName = 'always' | 'duty' | 'office';

/** Hours and holidays as a station sets them. `always` and `duty` open every day, `office` on working days. */
export interface CalendarData {
  readonly hours: Readonly<Record<CalendarName, readonly DaySpan[]>>;
  /** When no message below P1 is sent; the only span that may cross midnight. Equal ends mean no quiet hours. */
  readonly quietHours: DaySpan;
  readonly holidays: HolidayData;
}

/**
 * The length of a promise. Minutes and hours are working time: 4 h on `office` from 10:00 end at 16:30. A day is one
 * full day of the calendar's working time (24 h, 16 h, 7 h by default), so that n days later means the same time on the
 * n-th open day: one office day from Tuesday 10:00 is Wednesday 10:00, from Saturday it is the end of Monday. "Looked
 * at within 24 h" on `duty` is therefore `{ days: 1 }`; `{ hours: 24 }` would be a day and a half.
 */
export type Length = { readonly minutes: number } | { readonly hours: number } | { readonly days: number };

export interface Calendars extends QuietTimes {
  /** A length as milliseconds of working time. */
  lengthMs(calendar: CalendarName, length: Length): number;
  /**
   * The earliest instant, not before `from`, by which `workingMs` have been worked. An amount that ends exactly with a
   * span is due at that end (12:00, not 14:30); an amount of 0 is due at `from`, open or not. Throws a RangeError
   * unless the amount is a whole number from 0 to 100 years; anything else is a mistaken unit.
   */
  addWorking(calendar: CalendarName, from: Instant, workingMs: number): Deadline;
  /** Milliseconds of working time from one instant to another; negative when `to` is the earlier one. */
  workingBetween(calendar: CalendarName, from: Instant, to: Instant): number;
  /** The spans of that working time, in order; undefined when there are more than `spansMax`. */
  spansBetween(
    calendar: CalendarName,
    from: Instant,
    to: Instant,
    spansMax: number,
  ): readonly WorkSpan[] | undefined;
  /** When `percent` of the working time to a promise has passed; rounded down, so that no reminder is late. */
  partway(calendar: CalendarName, from: Instant, promiseAt: Instant, percent: number): Deadline;
  /** Whether the calendar is open; the last instant of a span (12:00) is closed. */
  isOpen(calendar: CalendarName, at: Instant): boolean;
  /** `at` when open, else the next opening. */
  nextOpening(calendar: CalendarName, at: Instant): Instant;
  /** Whether an instant lies beyond the days for which the calendar's holidays are announced, so that it may move. */
  isBeyondHorizon(calendar: CalendarName, at: Instant): boolean;
  /** Whole days from today to the last day with announced holidays; below 0 when that day has passed. */
  daysUntilHorizon(now: Instant): number;
}

/** Builds the calendars of a station. Throws a RangeError for inconsistent hours or holidays. */
export function calendars(data: CalendarData): Calendars {
  const horizon = dayNumberOf(data.holidays.horizon);
  const daily = { days: everyDay, lastSureDay: Number.POSITIVE_INFINITY };
  const named: Record<CalendarName, Calendar> = {
    always: { ...daily, day: workingDay(data.hours.always) },
    duty: { ...daily, day: workingDay(data.hours.duty) },
    office: { days: officeDays(data.holidays), lastSureDay: horizon, day: workingDay(data.hours.office) },
  };
  // P0 promises run on `always`; if a station shortened it, a lost person would wait until the morning.
  if (named.always.day.lengthMs !== DAY) throw new RangeError('the calendar "always" must be open all day');

  return {
    lengthMs: (calendar, length) => lengthMs(named[calendar], length),
    addWorking: (calendar, from, workingMs) => addWorking(named[calendar], from, workingMs),
    workingBetween: (calendar, from, to) => workedBy(named[calendar], to) - workedBy(named[calendar], from),
    spansBetween: (calendar, from, to, spansMax) => spansBetween(named[calendar], from, to, spansMax),
    partway(calendar, from, promiseAt, percent) {
      const wholeMs = workedBy(named[calendar], promiseAt) - workedBy(named[calendar], from);
      return addWorking(named[calendar], from, Math.floor((wholeMs * percent) / 100));
    },
    isOpen: (calendar, at) => nextOpening(named[calendar], at) === at,
    nextOpening: (calendar, at) => nextOpening(named[calendar], at),
    ...quietTimes(data.quietHours),
    isBeyondHorizon: (calendar, at) => dayNumberAt(at) > named[calendar].lastSureDay,
    daysUntilHorizon: (now) => horizon - dayNumberAt(now),
  };
}

function lengthMs({ day }: Calendar, length: Length): number {
  if ('minutes' in length) return length.minutes * MINUTE;
  if ('hours' in length) return length.hours * HOUR;
  return length.days * day.lengthMs;
}
