import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { fill } from '../../../shared/locales/fill.ts';

/** Sentences of `{minutes}`, `{hours}` and `{days}`. */
export interface DurationWords {
  readonly minutes: string;
  readonly hours: string;
  readonly days: string;
  readonly wholeHours: string;
  readonly wholeDays: string;
}

/**
 * How long, in the two largest units; minutes are rounded up, so that "0 minutes left" is never early. Also runs in
 * old browsers, so that the page and its script never say two things.
 */
export function duration(ms: number, words: DurationWords): string {
  const inAll = Math.ceil(Math.abs(ms) / MINUTE);
  const days = Math.floor(inAll / 1440);
  const hours = Math.floor(inAll / 60) % 24;
  const minutes = inAll % 60;
  if (days > 0) return fill(hours > 0 ? words.days : words.wholeDays, { days, hours });
  if (hours > 0) return fill(minutes > 0 ? words.hours : words.wholeHours, { hours, minutes });
  return fill(words.minutes, { minutes });
}
