import { seededChance } from '../../../shared/adapters/memory/seeded-system.ts';
import type { Chance } from '../../../shared/adapters/system.ts';

/** Seeded random numbers for simulations. The same seed gives the same numbers in any process. */
export interface Dice {
  readonly chance: Chance;
  below(limit: number): number;
  /** A whole number from `least` to `most`, both included. */
  between(least: number, most: number): number;
  /** True this often, from 0 (never) to 1 (always). */
  happens(rate: number): boolean;
  pick<Item>(items: readonly Item[]): Item;
  /** An independent generator, so that a change in one part does not change the numbers of others. */
  fork(): Dice;
}

const FINE = 1_000_000;

export function dice(seed: number): Dice {
  const chance = seededChance(seed);
  return {
    chance,
    below: chance.below,
    between: (least, most) => least + chance.below(most - least + 1),
    happens: (rate) => rate > 0 && chance.below(FINE) < rate * FINE,
    pick(items) {
      if (items.length === 0) throw new RangeError('nothing to pick from');
      return items[chance.below(items.length)] as (typeof items)[number];
    },
    fork: () => dice(chance.below(2 ** 32)),
  };
}
