import { afterEach, describe, expect, it } from 'vitest';
import { type Scheduler, startScheduler } from '../../../infra/local/clock/scheduler.ts';
import type { VirtualClock } from '../../../infra/local/clock/virtual-clock.ts';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { at } from '../../engine/wall-clock.ts';

const start = at('2026-11-23 10:00');
let now = start;
let scheduler: Scheduler | undefined;
afterEach(() => scheduler?.stop());

/** A clock that the test moves, polled after a moment. */
const clock = {
  now: () => now,
  realMillisecondsUntil: () => 1,
  save: () => undefined,
} as unknown as VirtualClock;

/** Starts a schedule of every minute; returns the minutes at which it fired since the start. */
function everyMinute({ isBusy = (): boolean => false } = {}): readonly number[] {
  const fired: number[] = [];
  now = start;
  scheduler = startScheduler({
    ...{ clock, isBusy, settle: async () => undefined, hourly: async () => undefined },
    schedules: [{ id: 'EveryMinute', everyMinutes: 1, functionArn: 'sweep', input: undefined }],
    fire: (_, instant) => fired.push((instant - start) / MINUTE),
    onError: (error) => {
      throw error;
    },
  });
  return fired;
}

describe('a schedule, while the clock goes on by itself', () => {
  it('fires at each minute that has come, in order', async () => {
    const fired = everyMinute();
    now += 10 * MINUTE + 1;
    await expect.poll(() => fired.length).toBe(10);
    expect(fired).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
  });

  it('takes minutes that are older than an hour for an outage', async () => {
    const fired = everyMinute();
    now += 100 * MINUTE;
    await expect.poll(() => fired.at(-1)).toBe(100);
    expect(fired).toEqual(Array.from({ length: 60 }, (_, index) => 41 + index));
  });

  it('does not fire while its last tick is being handled', async () => {
    let busy = true;
    let looks = 0;
    const isBusy = () => {
      looks += 1;
      return busy;
    };
    const fired = everyMinute({ isBusy });
    now += MINUTE;
    await expect.poll(() => looks).toBeGreaterThan(2);
    expect(fired).toEqual([]);
    busy = false;
    await expect.poll(() => fired).toEqual([1]);
  });
});
