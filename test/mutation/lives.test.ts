import fc from 'fast-check';
import { expect, it } from 'vitest';
import { expectAlwaysArmed } from '../cases/decisions/always-armed.ts';
import { lives, reports } from '../cases/decisions/random-scenario.ts';
import { simulate } from '../sim/simulation.ts';

// Few scenarios, since every mutant runs them; `npm test` and `npm run sim` run many.

it('sixty random lives keep rule 0', () => {
  fc.assert(
    fc.property(reports, lives, (report, life) => expectAlwaysArmed(report, life)),
    {
      numRuns: 60,
      seed: 20261123,
    },
  );
});

it.each([
  { seed: 13, pace: 'busy', faultless: true, days: 1 },
  { seed: 13, pace: 'quiet', faultless: true, days: 12 },
] as const)('a $pace police room keeps its promises', async (settings) => {
  const { violations } = await simulate({ ...settings, toFirstViolation: true });
  expect(violations).toEqual([]);
});
