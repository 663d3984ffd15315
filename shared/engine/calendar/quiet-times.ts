import { type Instant, MINUTE } from './instant.ts';
import { dayNumberAt, startOfDay, timeOfDayMs } from './local-day.ts';
import { type DaySpan, MINUTES_PER_DAY } from './working-day.ts';

/** The hours of the night in which only P0 and P1 messages are sent. */
export interface QuietTimes {
  isQuiet(at: Instant): boolean;
  /** `at` itself outside the quiet hours, else their end. */
  endOfQuiet(at: Instant): Instant;
}

/** Builds the quiet hours. Throws a RangeError for a minute outside the day. */
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
