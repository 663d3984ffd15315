import fc from 'fast-check';
import { seededChance } from '../../shared/adapters/memory/seeded-system.ts';

/** The only source of randomness of one fuzz run: the same seed draws the same values in any process. */
export interface Dice {
  draw<T>(arbitrary: fc.Arbitrary<T>): T;
  /** True in `of` percent of calls. */
  percent(of: number): boolean;
  below(limit: number): number;
  oneOf<T>(items: readonly [T, ...T[]]): T;
  /** `undefined` if `items` is empty. */
  pick<T>(items: readonly T[]): T | undefined;
}

const SEEDS = 2 ** 31;

export function dice(seed: number): Dice {
  const { below } = seededChance(seed);
  return {
    below,
    percent: (of) => below(100) < of,
    pick: (items) => items[below(items.length)],
    oneOf: (items) => items[below(items.length)] ?? items[0],
    draw(arbitrary) {
      const [drawn] = fc.sample(arbitrary, { seed: below(SEEDS), numRuns: 1 });
      // `numRuns: 1` yields exactly one value, which may itself be `undefined`.
      return drawn as Exclude<typeof drawn, undefined>;
    },
  };
}
