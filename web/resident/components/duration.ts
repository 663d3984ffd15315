import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { fill } from '../../../shared/locales/fill.ts';

/** Sentences with `{minutes}`, `{hours}` and `{days}`. */
export interface DurationWords {
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
  readonly wholeHours: string;
  readonly wholeDays: string;
}

/**
 * A duration in its two largest units. Minutes are rounded up, so "0 minutes left" never appears early. The page's
 * script uses the same function, so both show the same text; it must run in old browsers.
 */
export function duration(ms: number, words: DurationWords): string {
  const totalMinutes = Math.ceil(Math.abs(ms) / MINUTE);
  const days = Math.floor(totalMinutes / 1440);
  const hours = Math.floor(totalMinutes / 60) % 24;
  const minutes = totalMinutes % 60;
  if (days > 0) return fill(hours > 0 ? words.days : words.wholeDays, { days, hours });
  if (hours > 0) return fill(minutes > 0 ? words.hours : words.wholeHours, { hours, minutes });
  return fill(words.minutes, { minutes });
}
