import type { Instant } from '../../engine/calendar/instant.ts';

/** Rate counters. They expire by themselves. */
export interface RateCounterStore {
  /** Adds to the named counter and returns its new value. The counter may be deleted any time after `expiresAt`. */
  countUp(name: string, by: number, expiresAt: Instant): Promise<number>;
}
