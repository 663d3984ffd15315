import fc from 'fast-check';
import { expect, it } from 'vitest';
import { caseTypes } from '../../../shared/cases/case-type.ts';
import { openStatuses } from '../../../shared/cases/lifecycle.ts';
import { expectAlwaysArmed } from './always-armed.ts';
import { lives, reports } from './random-scenario.ts';

const LIVES = 4000;
/** Fixed, so that every run makes the same commands; fast-check prints it with a failure. */
const SEED = 20261123;

it('every open case has a next step after any sequence of commands, and the clock takes it once', () => {
  let steps = 0;
  const seen = new Set<string>();
  fc.assert(
    fc.property(reports, lives, (report, life) =>
      expectAlwaysArmed(report, life, ({ type, status }) => {
        steps += 1;
        seen.add(`${type}/${status}`);
      }),
    ),
    { numRuns: LIVES, seed: SEED },
  );
  expect(steps).toBeGreaterThanOrEqual(20_000);
  const all = caseTypes.flatMap((type) => openStatuses.map((status) => `${type}/${status}`));
  expect(all.filter((pair) => !seen.has(pair))).toEqual([]);
});
