import { quantile } from './quantile.ts';

/** The median; of an even number of values the upper of the two middle ones. Throws if there are no values. */
export const median = (values: readonly number[]): number => quantile(values, 0.5);
