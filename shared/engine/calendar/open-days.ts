import { type DayNumber, dayNumberOf, type LocalDay } from './local-day.ts';

/** Announced exceptions to the plain week: weekdays that are off, and weekend days that are worked. */
export interface HolidayData {
  /** Public holidays; they may include weekend days. */
  readonly daysOff: readonly LocalDay[];
  /** 调休: Saturdays and Sundays that are worked to make up for a bridge day. */
  readonly makeUpDays: readonly LocalDay[];
  /** The last day for which the two lists are known to be complete. */
  readonly horizon: LocalDay;
}

/** The days on which a calendar opens, numbered so that each direction costs one look-up at any distance. */
export interface OpenDays {
  /** How many open days lie before this day. The count starts at a fixed Monday; only differences are meaningful. */
  before(day: DayNumber): number;
  /** The open day that has exactly `count` open days before it. */
  nth(count: number): DayNumber;
}

/** A calendar that opens every day of the year. */
export const everyDay: OpenDays = { before: (day) => day, nth: (count) => count };

/** Day 0 was a Thursday: three days after the Monday that the weekly count starts from. */
const MONDAY_SHIFT = 3;

const weekdayIndex = (day: DayNumber): number => (((day + MONDAY_SHIFT) % 7) + 7) % 7;
const isWeekend = (day: DayNumber): boolean => weekdayIndex(day) > 4;

const weekdaysBefore = (day: DayNumber): number =>
  5 * Math.floor((day + MONDAY_SHIFT) / 7) + Math.min(5, weekdayIndex(day));

function nthWeekday(count: number): DayNumber {
  const week = Math.floor(count / 5);
  return 7 * week + (count - 5 * week) - MONDAY_SHIFT;
}

/**
 * Monday to Friday, without the public holidays and with the make-up days. Days outside the announced range follow the
 * plain week. Throws a RangeError for inconsistent holidays.
 */
export function officeDays(holidays: HolidayData): OpenDays {
  const { daysOff, makeUpDays } = readHolidays(holidays);
  const exceptions = [...daysOff, ...makeUpDays];
  if (exceptions.length === 0) return { before: weekdaysBefore, nth: nthWeekday };

  const firstDay = Math.min(...exceptions);
  const firstCount = weekdaysBefore(firstDay);
  const lastDay = Math.max(...exceptions);
  const counts: number[] = [];
  const openDays: DayNumber[] = [];
  for (let day = firstDay; day <= lastDay; day += 1) {
    counts.push(firstCount + openDays.length);
    if (makeUpDays.has(day) || (!isWeekend(day) && !daysOff.has(day))) openDays.push(day);
  }
  /** What the exceptions add to the plain count of every later day; usually negative. */
  const shift = firstCount + openDays.length - weekdaysBefore(lastDay + 1);

  return {
    before: (day) => counts[day - firstDay] ?? weekdaysBefore(day) + (day < firstDay ? 0 : shift),
    nth: (count) => openDays[count - firstCount] ?? nthWeekday(count < firstCount ? count : count - shift),
  };
}

function readHolidays(holidays: HolidayData) {
  const horizon = dayNumberOf(holidays.horizon);
  const daysOff = new Set(holidays.daysOff.map(dayNumberOf));
  const makeUpDays = new Set(holidays.makeUpDays.map(dayNumberOf));
  for (const date of [...holidays.daysOff, ...holidays.makeUpDays]) {
    const day = dayNumberOf(date);
    if (day > horizon) throw new RangeError(`${date} lies beyond the horizon ${holidays.horizon}`);
    if (!makeUpDays.has(day)) continue;
    if (daysOff.has(day)) throw new RangeError(`${date} is both a day off and a make-up day`);
    // A make-up day on an ordinary Wednesday has no effect, so a mistyped date would go unnoticed.
    if (!isWeekend(day)) throw new RangeError(`make-up day ${date} does not fall on a weekend`);
  }
  return { daysOff, makeUpDays };
}
