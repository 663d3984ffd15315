import { HOUR, type Instant, MINUTE, SECOND } from '../../../shared/engine/calendar/instant.ts';
import { dayNumberAt, localDayAt, timeOfDayMs } from '../../../shared/engine/calendar/local-day.ts';
import type { Words } from './inbox-words.ts';

const parts = (at: Instant): readonly string[] => {
  const ms = timeOfDayMs(at);
  return [ms / HOUR, (ms % HOUR) / MINUTE, (ms % MINUTE) / SECOND].map((value) =>
    String(Math.floor(value)).padStart(2, '0'),
  );
};

/** `15:20`, in the station's time zone. */
export const clockTime = (at: Instant): string => parts(at).slice(0, 2).join(':');

/** `15:20:03`. */
export const exactTime = (at: Instant): string => parts(at).join(':');

/** `今天 15:20`. */
export function dayAndTime(at: Instant, now: Instant, words: Words): string {
  const [, month = 0, day = 0] = localDayAt(at).split('-').map(Number);
  const ahead = dayNumberAt(at) - dayNumberAt(now);
  const name = ahead === 0 ? words.today : ahead === 1 ? words.tomorrow : words.day(month, day);
  return `${name} ${clockTime(at)}`;
}
