import type { Instant } from '../../engine/calendar/instant.ts';

/** Counters that forget themselves: how much is ordinary is a case of an hour. */
export interface RateCounterStore {
  /** Adds to the counter of a name and gives what it holds now. It may be forgotten any time after `expiresAt`. */
  count(name: string, by: number, expiresAt: Instant): Promise<number>;
}
