import fc from 'fast-check';
import { seededChance } from '../../shared/adapters/memory/seeded-system.ts';

/** All chance of one life: the same seed draws the same values in any process. */
export interface Dice {
  draw<T>(arbitrary: fc.Arbitrary<T>): T;
  /** Holds in so many of a hundred throws. */
  percent(of: number): boolean;
  below(limit: number): number;
  oneOf<T>(items: readonly [T, ...T[]]): T;
  /** `undefined` when there is nothing to choose from. */
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
      // One run was asked for; its value may well be `undefined`.
      return drawn as Exclude<typeof drawn, undefined>;
    },
  };
}
