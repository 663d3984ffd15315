import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { type Pace, paces } from './people/habits.ts';
import { simulate } from './simulation.ts';
import { timerLife } from './timer-life.ts';

describe('a simulated police room', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12])(
    'keeps every promise with the faults of seed %i',
    async (seed) => {
      const { violations, commits, cases } = await simulate({ seed });
      expect(violations).toEqual([]);
      expect(cases).toBeGreaterThan(0);
      expect(commits).toBeGreaterThan(cases);
    },
  );

  it.each(paces)('keeps every promise where nothing goes wrong, in a %s estate', async (pace: Pace) => {
    const { violations, crashes } = await simulate({ seed: 13, pace, faultless: true });
    expect(violations).toEqual([]);
    expect(crashes).toBe(0);
  });

  it('goes on from a restored backup as if nothing had worked since it was made', async () => {
    const { violations, restores } = await simulate({ seed: 34, pace: 'busy', days: 1 });
    expect(restores).toBe(1);
    expect(violations).toEqual([]);
  });

  it('asks little of the store in a quiet estate: about one commit for each day of a case', async () => {
    const { commits, caseDays } = await simulate({ seed: 13, pace: 'quiet', faultless: true });
    expect(caseDays).toBeGreaterThan(100);
    expect(commits / caseDays).toBeLessThan(2);
  });

  it('lives the same history for the same seed, in this process and in another', async () => {
    const { hash } = await simulate({ seed: 14 });
    const notified = execFileSync(process.execPath, ['test/sim/sim.ts', '--seed', '14'], {
      encoding: 'utf8',
    });
    expect(notified).toContain(`history ${hash}`);
    expect((await simulate({ seed: 15 })).hash).not.toBe(hash);
  });
});

it('decisions alone leave no case without its next step through a hundred days', () => {
  const { violations, commits } = timerLife([1]);
  expect(violations).toEqual([]);
  expect(commits).toBeGreaterThan(1000);
});
