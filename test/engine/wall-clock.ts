import { fromIso, HOUR, type Instant, toIso } from '../../shared/engine/calendar/instant.ts';

/** A wall-clock time in Shanghai, `2026-09-30 17:00`, as an instant. */
export function at(wallTime: string): Instant {
  const instant = fromIso(`${wallTime.replace(' ', 'T')}+08:00`);
  if (instant === undefined) throw new RangeError(`not a wall-clock time: ${wallTime}`);
  return instant;
}

/** An instant as wall-clock time in Shanghai, to the minute. */
export const wallTime = (instant: Instant): string =>
  toIso(instant + 8 * HOUR)
    .slice(0, 16)
    .replace('T', ' ');
