import { type DayNumber, dayNumberOf, type LocalDay } from './local-day.ts';

/** Which weekdays are not worked and which weekend days are, as far as they have been announced. */
export interface HolidayData {
  /** Public holidays, weekends among them allowed. */
  readonly daysOff: readonly LocalDay[];
  /** 调休: Saturdays and Sundays that are worked to make up for a bridge day. */
  readonly makeUpDays: readonly LocalDay[];
  /** The last day for which the two lists are known to be complete. */
  readonly horizon: LocalDay;
}

/** The days on which a calendar opens, counted so that both directions cost one look-up however far apart. */
export interface OpenDays {
  /** How many open days lie before this day; the count starts at a fixed Monday and only differences matter. */
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
 * Monday to Friday, without the public holidays and with the make-up weekends. Days outside the announced ones
 * follow the plain week. Throws a RangeError for data that cannot be meant.
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
  /** What the exceptions add to the plain count of every later day; as a rule it is negative. */
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
    // A make-up day on an ordinary Wednesday changes nothing, so it is a slip that would pass unseen.
    if (!isWeekend(day)) throw new RangeError(`make-up day ${date} does not fall on a weekend`);
  }
  return { daysOff, makeUpDays };
}
