import { HOUR, type Instant, MINUTE } from './instant.ts';
import {
  type DayNumber,
  dayNumberAt,
  type LocalDay,
  localDayAt,
  startOfDay,
  timeOfDayMs,
} from './local-day.ts';

/** A time as people read it: a local day and the minute of it. */
export interface LocalTime {
  readonly day: DayNumber;
  readonly date: LocalDay;
  /** `00:00` … `24:00`; `24:00` only for a deadline. */
  readonly time: string;
}

/** The time at which something happened or begins. */
export const localTime = (at: Instant): LocalTime => timeOn(dayNumberAt(at), at);

/**
 * The time until which something must be done. Midnight ends a day: `24:00` today, where `00:00` tomorrow would be read
 * as a day later.
 */
export function deadlineTime(at: Instant): LocalTime {
  const day = dayNumberAt(at);
  return timeOfDayMs(at) < MINUTE ? timeOn(day - 1, at) : timeOn(day, at);
}

function timeOn(day: DayNumber, at: Instant): LocalTime {
  const start = startOfDay(day);
  const minutes = Math.floor((at - start) / MINUTE);
  const two = (value: number) => String(value).padStart(2, '0');
  return {
    day,
    date: localDayAt(start),
    time: `${two(Math.floor((minutes * MINUTE) / HOUR))}:${two(minutes % 60)}`,
  };
}
