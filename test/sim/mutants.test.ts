import { expect, it } from 'vitest';
import type { Mutant } from './mutants/mutant.ts';
import { mutants } from './mutants/mutants.ts';
import { simulate } from './simulation.ts';
import { realParts } from './world/parts.ts';

/** Seeds that caught a mutant before, tried first; a change of the system may make other seeds better. */
const firstSeeds: Readonly<Record<string, number>> = {
  'settled before reported': 2,
  'a dead message is not reported': 2,
  'no proof condition': 3,
  'a join is half written': 3,
  'the row of an undone link stays': 3,
  'an unlinked case starts anew': 2,
  'the type decides what is secret': 3,
  'reads leave no record': 2,
  'no read condition': 2,
  'every role reads who reported': 2,
  'everything old is suppressed': 2,
  'no status check': 4,
  'no version condition': 2,
  're-arm in a second write': 2,
  'no token condition': 2,
  'no kept commands': 3,
  'only the newest command is kept': 3,
  'no claim condition': 2,
  'no fold': 2,
  'first page only': 13,
  'first shard only': 3,
  'park without a condition': 42,
  'every missed minute is made up for': 19,
  'one bad row stops its lane': 62,
  'the newest policy for all': 22,
  'attempts without end': 13,
  'half a batch is forgotten': 9,
  'any type may be linked': 1,
  'an ended case takes links': 1,
  'a calm case swallows an urgent one': 2,
  'an ended case is opened without a word': 18,
  'no body check': 2,
  'no rate budget': 33,
  'no next channel': 2,
  'short messages without a budget': 3,
  'a revoked link takes answers': 5,
  'a link takes answers for ever': 33,
};
const SEEDS_MAX = 300;

/** Runs busy days only, which catch most mutants soonest. */
async function caughtBy({ name, change }: Mutant): Promise<readonly string[]> {
  const others = Array.from({ length: SEEDS_MAX }, (_, index) => index + 1);
  for (const seed of [firstSeeds[name] ?? 1, ...others]) {
    // Created for each run, since some mutants keep state.
    const parts = change(realParts);
    const { violations } = await simulate({ seed, pace: 'busy', parts, toFirstViolation: true });
    if (violations.length > 0) return violations.map(({ invariant }) => invariant);
  }
  return [];
}

it.each(mutants)('is caught: without $removes', async (mutant) => {
  expect((await caughtBy(mutant)).length).toBeGreaterThan(0);
});
