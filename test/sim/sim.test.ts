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

  it.each(paces)('keeps every promise without faults, at a %s pace', async (pace: Pace) => {
    const { violations, crashes } = await simulate({ seed: 13, pace, faultless: true });
    expect(violations).toEqual([]);
    expect(crashes).toBe(0);
  });

  it('continues correctly after a backup was restored', async () => {
    const { violations, restores } = await simulate({ seed: 34, pace: 'busy', days: 1 });
    expect(restores).toBe(1);
    expect(violations).toEqual([]);
  });

  it('needs less than two commits per case-day in a quiet run', async () => {
    const { commits, caseDays } = await simulate({ seed: 13, pace: 'quiet', faultless: true });
    expect(caseDays).toBeGreaterThan(100);
    expect(commits / caseDays).toBeLessThan(2);
  });

  it('gives the same history for the same seed, in this process and in another', async () => {
    const { hash } = await simulate({ seed: 14 });
    const output = execFileSync(process.execPath, ['test/sim/sim.ts', '--seed', '14'], {
      encoding: 'utf8',
    });
    expect(output).toContain(`history ${hash}`);
    expect((await simulate({ seed: 15 })).hash).not.toBe(hash);
  });
});

it('decisions alone leave no open case without a next deadline for a hundred days', () => {
  const { violations, commits } = timerLife([1]);
  expect(violations).toEqual([]);
  expect(commits).toBeGreaterThan(1000);
});
