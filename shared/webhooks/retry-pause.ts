import { DAY, HOUR, type Instant, MINUTE } from '../engine/calendar/instant.ts';

/** How long an event is tried. Then it is given up and listed. */
export const TRIED_FOR = 3 * DAY;

/** How long until the next attempt, by the number of those made; the last for all further ones. */
const PAUSES: readonly number[] = [5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 12 * HOUR];

/** A receiver that asks for more time than this is asked again sooner. */
const WAIT_MAX = 12 * HOUR;

/**
 * When the next attempt is made after one that has failed; the last one at the end of the time.
 * @param attempts made so far, at least one
 */
export function nextAttemptAt(
  { since, attempts }: { readonly since: Instant; readonly attempts: number },
  now: Instant,
  retryAfterMs = 0,
): Instant {
  const pause = PAUSES[Math.min(attempts, PAUSES.length) - 1] ?? MINUTE;
  const at = now + Math.max(pause, Math.min(retryAfterMs, WAIT_MAX));
  return Math.min(at, since + TRIED_FOR);
}

/** Whether an attempt that fails now is the last one. */
export const isLastAttempt = (since: Instant, now: Instant): boolean => now >= since + TRIED_FOR;
