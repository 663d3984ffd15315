import { HOUR, type Instant } from '../engine/calendar/instant.ts';

/** Limits for one hour. Reports beyond them are accepted with low trust; guesses of secret links are not answered. */
export interface Budgets {
  /** Reports from one address, which a whole building may share. */
  readonly reportsPerAddress: number;
  readonly reportsPerPlace: number;
  /** Reports from all places of the station together. Those of other stations do not count. */
  readonly reportsInAll: number;
  /** Requests for secret links that do not exist, from one address. */
  readonly missesPerAddress: number;
}

/** The hour in which a budget is counted, and when that hour ends. */
export const budgetHour = (now: Instant): { readonly hour: number; readonly endsAt: Instant } => {
  const hour = Math.floor(now / HOUR);
  return { hour, endsAt: (hour + 1) * HOUR };
};

/**
 * Several times a busy hour of an estate of 5,000 households. A whole building may share one address, but reports
 * beyond a budget are still accepted with low trust, so the limits can be low.
 */
export const budgets: Budgets = {
  reportsPerAddress: 30,
  reportsPerPlace: 20,
  reportsInAll: 300,
  missesPerAddress: 60,
};
