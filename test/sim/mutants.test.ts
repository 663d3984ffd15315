import { expect, it } from 'vitest';
import type { Mutant } from './mutants/mutant.ts';
import { mutants } from './mutants/mutants.ts';
import { simulate } from './simulation.ts';
import { realParts } from './world/parts.ts';

/** Seeds known to catch a mutant soon, to be tried first; a change of the system may make others better. */
const soon: Readonly<Record<string, number>> = {
  'no version condition': 21,
  're-arm in a second write': 7,
  'no token condition': 9,
  'no command row': 9,
  'stream-only outbox': 22,
  'first page only': 3,
  'first shard only': 30,
  'park without a condition': 42,
  'watermark sweep': 9,
  'every missed minute is made up for': 42,
  'one bad row stops its lane': 26,
  'bad rows are parked for ever': 5,
  'no status check': 10,
  'everything old is suppressed': 9,
  'a dead message is not told': 3,
  'settled before told': 3,
  'attempts without end': 8,
  'half a batch is forgotten': 24,
};
const SEEDS_MAX = 60;

async function caughtBy({ name, change }: Mutant): Promise<readonly string[]> {
  const others = Array.from({ length: SEEDS_MAX }, (_, index) => index + 1);
  for (const seed of [soon[name] ?? 1, ...others]) {
    // Made anew for each run: some mutants remember.
    const parts = change(realParts);
    const { violations } = await simulate({ seed, parts, toFirstViolation: true });
    if (violations.length > 0) return violations.map(({ invariant }) => invariant);
  }
  return [];
}

it.each(mutants)('is noticed without $removes', async (mutant) => {
  expect((await caughtBy(mutant)).length).toBeGreaterThan(0);
});
