import { type Instant, MINUTE } from './instant.ts';
import { dayNumberAt, startOfDay, timeOfDayMs } from './local-day.ts';
import { type DaySpan, MINUTES_PER_DAY } from './working-day.ts';

/** The part of the night in which only what cannot wait is sent. */
export interface QuietTimes {
  isQuiet(at: Instant): boolean;
  /** `at` outside the quiet hours, else the end of the present ones. */
  endOfQuiet(at: Instant): Instant;
}

/** Prepares the quiet hours. Throws a RangeError for minutes that no day has. */
export function quietTimes({ fromMinute, toMinute }: DaySpan): QuietTimes {
  for (const minute of [fromMinute, toMinute]) {
    if (!Number.isInteger(minute) || minute < 0 || minute > MINUTES_PER_DAY) {
      throw new RangeError(`not a minute of the day: ${minute}`);
    }
  }
  const fromMs = fromMinute * MINUTE;
  const toMs = toMinute * MINUTE;
  const isQuiet = (at: Instant): boolean => {
    const timeMs = timeOfDayMs(at);
    return fromMs <= toMs ? fromMs <= timeMs && timeMs < toMs : fromMs <= timeMs || timeMs < toMs;
  };
  const endOfQuiet = (at: Instant): Instant => {
    if (!isQuiet(at)) return at;
    return startOfDay(dayNumberAt(at) + (timeOfDayMs(at) < toMs ? 0 : 1)) + toMs;
  };
  return { isQuiet, endOfQuiet };
}
