import { execFileSync } from 'node:child_process';
import { describe, expect, it } from 'vitest';
import { onceEach } from '../../shared/adapters/once-each.ts';
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

  /** A run at a pace is the same each time, so two tests look at one. */
  const faultless = onceEach((pace: Pace) => simulate({ seed: 13, pace, faultless: true }), paces.length);

  it.each(paces)('keeps every promise without faults, at a %s pace', async (pace: Pace) => {
    const { violations, crashes } = await faultless(pace);
    expect(violations).toEqual([]);
    expect(crashes).toBe(0);
  });

  it('continues correctly after a backup was restored', async () => {
    const { violations, restores } = await simulate({ seed: 34, pace: 'busy', days: 1 });
    expect(restores).toBe(1);
    expect(violations).toEqual([]);
  });

  it('needs less than two commits per case-day in a quiet run', async () => {
    const { commits, caseDays } = await faultless('quiet');
    expect(caseDays).toBeGreaterThan(100);
    expect(commits / caseDays).toBeLessThan(2);
  });

  it('has a change of a roster committed at its own time, also where nothing else happens for days', async () => {
    // The store is away from the first hour to the last, so that no case is reported.
    const { violations, commits } = await simulate({ seed: 23 });
    expect({ violations, commits }).toEqual({ violations: [], commits: 0 });
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
