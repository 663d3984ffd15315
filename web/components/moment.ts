import { HOUR, type Instant, MINUTE } from '../../shared/domain/instant.ts';
import { dayNumberAt, localDayAt, timeOfDayMs } from '../../shared/domain/local-day.ts';
import { fill } from '../words/fill.ts';
import type { FrameWords } from '../words/page-words.ts';

/** `15:20`, as the clock on the station's wall shows it. */
export function clockTime(at: Instant): string {
  const ms = timeOfDayMs(at);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${two(ms / HOUR)}:${two((ms % HOUR) / MINUTE)}`;
}

/** The day as people say it: today, tomorrow, yesterday, or its date. */
export function dayName(at: Instant, now: Instant, words: FrameWords): string {
  const near = { '0': words.today, '1': words.tomorrow, '-1': words.yesterday };
  const [, month, day] = localDayAt(at).split('-').map(Number);
  const away = String(dayNumberAt(at) - dayNumberAt(now));
  return near[away as keyof typeof near] ?? fill(words.date, { month: month ?? 0, day: day ?? 0 });
}

/** `今天 15:20`. */
export const dayAndTime = (at: Instant, now: Instant, words: FrameWords): string =>
  `${dayName(at, now, words)} ${clockTime(at)}`;

/** How long, in the two largest units; minutes are rounded up, so that "0 minutes left" is never early. */
export function duration(ms: number, words: FrameWords): string {
  const inAll = Math.ceil(Math.abs(ms) / MINUTE);
  const [days, hours, minutes] = [Math.floor(inAll / 1440), Math.floor(inAll / 60) % 24, inAll % 60];
  if (days > 0) return fill(hours > 0 ? words.days : words.wholeDays, { days, hours });
  if (hours > 0) return fill(minutes > 0 ? words.hours : words.wholeHours, { hours, minutes });
  return fill(words.minutes, { minutes });
}
