import type { Instant } from '../engine/calendar/instant.ts';

/** Watches for whoever tries secret links that lead nowhere. */
export interface GuessLimiter {
  /** Notes one more. True when its address has tried more of them within the hour than anybody mistypes. */
  missed(address: string, now: Instant): Promise<boolean>;
}
