import { HOUR, type Instant } from '../../engine/calendar/instant.ts';

/** How many a hour are ordinary. Beyond it reports are taken as before, of low trust, and guesses are not answered. */
export interface Budgets {
  /** Reports from one address, which a whole building may share. */
  readonly reportsPerAddress: number;
  readonly reportsPerPlace: number;
  readonly reportsInAll: number;
  /** Secret links that led nowhere, from one address. */
  readonly missesPerAddress: number;
}

/** The hour that a budget is counted in, and when it is over. */
export const budgetHour = (now: Instant): { readonly hour: number; readonly endsAt: Instant } => {
  const hour = Math.floor(now / HOUR);
  return { hour, endsAt: (hour + 1) * HOUR };
};
