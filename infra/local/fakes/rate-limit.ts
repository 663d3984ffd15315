import type { Instant } from '../../../shared/engine/calendar/instant.ts';

export interface Rate {
  readonly max: number;
  readonly windowMs: number;
  /** How long nothing is taken once there were too many; otherwise until the window has room again. */
  readonly penaltyMs?: number;
}

/** Counts what was taken in the last time; says whether one more may be. */
export function rateLimit({ max, windowMs, penaltyMs = 0 }: Rate): (now: Instant) => boolean {
  let taken: readonly Instant[] = [];
  let closedUntil = Number.NEGATIVE_INFINITY;
  return (now) => {
    if (now < closedUntil) return false;
    taken = taken.filter((at) => at > now - windowMs);
    if (taken.length >= max) {
      closedUntil = now + penaltyMs;
      return false;
    }
    taken = [...taken, now];
    return true;
  };
}
