import { afterAll, describe, expect, it } from 'vitest';
import { clientOf } from './stub-client.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

const minute = 60_000;
describe('the clock', async () => {
  const run = await startStubs({ dataDir: newDataDir() });
  const client = clientOf(run);
  afterAll(() => run.close());

  it('advances minute by minute, and handlers read that time', async () => {
    const before = await client.clock();
    const { body } = await client.post('/local/clock', { advanceMinutes: 90 });
    expect(body.firedMinutes).toBe(90);
    expect(Date.parse(body.now) - before).toBe(90 * minute);
    const ticks = (await client.ticks()).slice(-90);
    const first = Math.floor(before / minute + 1) * minute;
    expect(ticks.map(({ tick }) => Date.parse(tick))).toEqual(
      ticks.map((_, index) => first + index * minute),
    );
    for (const { tick, found } of ticks) {
      expect(Date.parse(found) - Date.parse(tick)).toBeGreaterThanOrEqual(0);
      expect(Date.parse(found) - Date.parse(tick)).toBeLessThan(minute);
    }
  });

  it('jumps over an outage with one tick', async () => {
    const before = await client.clock();
    const ticksBefore = await client.ticks();
    await client.post('/local/clock', { jumpMinutes: 600 });
    const ticks = (await client.ticks()).slice(ticksBefore.length);
    expect(ticks.length).toBe(1);
    expect(Date.parse(ticks[0]?.found ?? '') - before).toBeGreaterThanOrEqual(600 * minute);
  });

  it('is what handlers read the time from, as a `Date` like any other', async () => {
    const { body } = await client.get('/time');
    expect(body.isDate).toBe(true);
    expect(Math.abs(Date.parse(body.now) - (await client.clock()))).toBeLessThan(minute);
  });

  it('is not the clock of the API, by which a token is judged', async () => {
    const { body } = await client.get('/echo/time');
    expect((await client.clock()) - body.requestContext.timeEpoch).toBeGreaterThan(600 * minute);
  });
});

describe('a clock at speed 600', () => {
  it('fires by itself, at whole minutes, each of them once', async () => {
    const run = await startStubs({ dataDir: newDataDir(), speed: 600 });
    const client = clientOf(run);
    await expect.poll(async () => (await client.ticks()).length).toBeGreaterThanOrEqual(10);
    const times = (await client.ticks()).map(({ tick }) => Date.parse(tick));
    await run.close();
    expect(times.filter((time) => time % minute !== 0)).toEqual([]);
    // A slow machine may skip minutes but never repeats one.
    expect(times).toEqual([...new Set(times)].toSorted((one, other) => one - other));
  });
});
