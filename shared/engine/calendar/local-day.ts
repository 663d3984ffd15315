import { DAY, fromIso, HOUR, type Instant, toIso } from './instant.ts';

/**
 * The offset of local time. China keeps UTC+8 the whole year and has had no summer time since September 1991, so a
 * fixed offset is exact for every case this system can hold and needs no time zone database. If the law changes, a test
 * that compares it with the runtime's zone data fails.
 */
const SHANGHAI_OFFSET = 8 * HOUR;

/** A calendar date in Shanghai, such as `2026-10-01`. */
export type LocalDay = `${number}-${number}-${number}`;

/** Local days counted from 1970-01-01 (0), so that days can be added and used as indexes. */
export type DayNumber = number;

/** The local day of an instant; midnight belongs to the day that it begins. */
export const dayNumberAt = (at: Instant): DayNumber => Math.floor((at + SHANGHAI_OFFSET) / DAY);

/** The local midnight that begins a day. */
export const startOfDay = (day: DayNumber): Instant => day * DAY - SHANGHAI_OFFSET;

/** Milliseconds since the last local midnight, 0 … 86,399,999. */
export const timeOfDayMs = (at: Instant): number => at - startOfDay(dayNumberAt(at));

export const localDayAt = (at: Instant): LocalDay => localDayOf(dayNumberAt(at));

const localDayOf = (day: DayNumber): LocalDay => toIso(day * DAY).slice(0, 10) as LocalDay;

/** The day number of a date. Throws a RangeError for a date that does not exist, such as `2026-02-30`. */
export function dayNumberOf(date: LocalDay): DayNumber {
  const day = (fromIso(`${date}T00:00:00.000Z`) ?? Number.NaN) / DAY;
  // The runtime reads 30 February as 2 March, which would move a holiday instead of refusing it.
  if (!Number.isInteger(day) || localDayOf(day) !== date) throw new RangeError(`not a date: ${date}`);
  return day;
}

/** Every date from the first to the last, both included. */
export function datesThrough(first: LocalDay, last: LocalDay): readonly LocalDay[] {
  const from = dayNumberOf(first);
  const length = dayNumberOf(last) - from + 1;
  if (length < 1) throw new RangeError(`${last} is before ${first}`);
  return Array.from({ length }, (_, index) => localDayOf(from + index));
}
