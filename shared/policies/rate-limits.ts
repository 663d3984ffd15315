import type { Budgets } from '../cases/intake/rate-limits.ts';

/**
 * A busy hour of an estate of 5,000 households, several times over. A whole building may sit behind one address, and
 * what lies beyond a budget is only trusted less, so these can be low.
 */
export const budgets: Budgets = {
  reportsPerAddress: 30,
  reportsPerPlace: 20,
  reportsInAll: 300,
  missesPerAddress: 60,
};
