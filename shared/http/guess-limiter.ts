import type { Instant } from '../engine/calendar/instant.ts';

/** Limits how many unknown secret links an address may try. */
export interface GuessLimiter {
  /** Counts one unknown link. True when the address is over its budget for this hour. */
  missed(address: string, now: Instant): Promise<boolean>;
}
