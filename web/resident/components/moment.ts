import { HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { dayNumberAt, localDayAt, timeOfDayMs } from '../../../shared/engine/calendar/local-day.ts';
import { fill } from '../../../shared/locales/fill.ts';
import type { FrameWords } from '../../../shared/locales/page-words.ts';

/** `15:20`, in the station's time zone. */
export function clockTime(at: Instant): string {
  const ms = timeOfDayMs(at);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / HOUR)}:${two((ms % HOUR) / MINUTE)}`;
}

/** The day in words: today, tomorrow, yesterday, or its date. */
export function dayName(at: Instant, now: Instant, words: FrameWords): string {
  const near = { '0': words.today, '1': words.tomorrow, '-1': words.yesterday };
  const [, month, day] = localDayAt(at).split('-').map(Number);
  const daysAway = String(dayNumberAt(at) - dayNumberAt(now));
  return near[daysAway as keyof typeof near] ?? fill(words.date, { month: month ?? 0, day: day ?? 0 });
}

/** `今天 15:20`. */
export const dayAndTime = (at: Instant, now: Instant, words: FrameWords): string =>
  `${dayName(at, now, words)} ${clockTime(at)}`;

/** `15:20`, with the day unless it is today. */
export const timeNear = (at: Instant, now: Instant, words: FrameWords): string =>
  dayNumberAt(at) === dayNumberAt(now) ? clockTime(at) : dayAndTime(at, now, words);
