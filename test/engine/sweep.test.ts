import { describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { HOUR, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { Contended, Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { ampleTime, deliveries, dutyRoom, report } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const longAfter = now + 2 * HOUR;

describe('a sweep', () => {
  it('takes each step that is due and offers each message that is', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, { type: 'lost-person', details: {} });
    expect(await sweep(world, now, ampleTime)).toMatchObject({ due: 2, stepped: 0, offered: 2 });
    const swept = await sweep(world, now + 3 * MINUTE, ampleTime);
    expect(swept).toMatchObject({ stepped: 1, finished: true, oldestOverdueMs: 3 * MINUTE });
    const { facts } = await world.store.history(keyOf(found));
    expect(facts.map(({ fact }) => fact.fact)).toEqual(['submitted', 'breached']);
  });

  it('run five times at once takes each step once', async () => {
    const world = await dutyRoom({ shards: 4 });
    const found = await Promise.all(Array.from({ length: 30 }, () => report(world, now)));
    const sweeps = await Promise.all(Array.from({ length: 5 }, () => sweep(world, longAfter, ampleTime)));
    expect(sweeps.reduce((sum, { stepped }) => sum + stepped, 0)).toBe(30);
    for (const one of found) {
      const { facts } = await world.store.history(keyOf(one));
      const steps = facts.map(({ fact }) => `${fact.fact} ${fact.fact === 'breached' ? fact.clock : ''}`);
      expect(new Set(steps).size).toBe(steps.length);
      expect((await world.store.load(keyOf(one)))?.version).toBe(2);
    }
  });

  it('finds nothing more to do the moment after', async () => {
    const world = await dutyRoom();
    await report(world, now);
    await sweep(world, longAfter, ampleTime);
    const before = structuredClone([...world.tables.states.values()]);
    expect(await sweep(world, longAfter, ampleTime)).toMatchObject({ stepped: 0, lostRaces: 0, parked: 0 });
    expect([...world.tables.states.values()]).toEqual(before);
  });

  it('follows the pages of a lane to its end', async () => {
    const world = await dutyRoom();
    for (let count = 0; count < 120; count += 1) await report(world, now);
    expect(await sweep(world, longAfter, ampleTime)).toMatchObject({ stepped: 120, finished: true });
  });

  it('never has more than eight rows in hand', async () => {
    const world = await dutyRoom();
    for (let count = 0; count < 30; count += 1) await report(world, now);
    let [inHand, most] = [0, 0];
    const load: typeof world.store.load = async (key) => {
      inHand += 1;
      most = Math.max(most, inHand);
      await new Promise(setImmediate);
      inHand -= 1;
      return world.store.load(key);
    };
    await sweep({ ...world, store: { ...world.store, load } }, longAfter, ampleTime);
    expect(most).toBe(8);
  });

  it('offers the attempt that a message has come to, and nothing that is settled or not due', async () => {
    const world = await dutyRoom();
    await report(world, now);
    const [alert, receipt] = deliveries(world);
    if (alert === undefined || receipt === undefined) throw new Error('a report without its messages');
    await world.store.claim(alert, now + MINUTE);
    await world.store.settle(receipt, 'sent');
    expect(await sweep(world, now, ampleTime)).toMatchObject({ offered: 0 });
    await sweep(world, now + MINUTE, ampleTime);
    expect(world.bus.offers).toEqual([
      { subject: alert.subject, attempt: 1, audience: 'staff', priority: alert.priority },
    ]);
  });

  it('leaves due what the bus does not take, and says so', async () => {
    const world = await dutyRoom();
    await report(world, now);
    world.bus.refuse(
      (item) => 'attempt' in item && item.subject.about === 'aggregate' && item.subject.index === 0,
    );
    const due = now + 2 * MINUTE;
    expect(await sweep(world, due, ampleTime)).toMatchObject({ offered: 1, notOffered: 1, parked: 0 });
    world.bus.refuse(() => false);
    expect(await sweep(world, due + MINUTE, ampleTime)).toMatchObject({ offered: 2, notOffered: 0 });
  });

  it('offers a message that nobody was told of: an urgent one at once, any other after two minutes', async () => {
    for (const [type, waits] of [
      ['lost-person', 0],
      ['consultation', 2 * MINUTE],
    ] as const) {
      const world = await dutyRoom();
      await report(world, now, { type, details: {} });
      if (waits > 0) expect(await sweep(world, now + waits - 1, ampleTime)).toMatchObject({ offered: 0 });
      expect(await sweep(world, now + waits, ampleTime)).toMatchObject({ offered: 2 });
    }
  });

  it('takes the steps of cases even when the bus does not answer', async () => {
    const world = await dutyRoom();
    await report(world, now);
    const silent = { ...world.bus, offer: () => Promise.reject(new Error('no answer')) };
    const swept = await sweep({ ...world, bus: silent }, longAfter, ampleTime);
    expect(swept).toMatchObject({ stepped: 1, offered: 0, notOffered: 2, parked: 0 });
    expect(swept.notes).toEqual([{ code: 'bus-failed', error: 'Error' }]);
  });
});

describe('the time of a sweep', () => {
  /** Each row of the lane takes a second; the sweep has ten. */
  async function inTenSeconds(flooded: 'lost-person' | 'consultation', other: typeof flooded) {
    const world = await dutyRoom();
    for (let count = 0; count < 40; count += 1) await report(world, now, { type: flooded, details: {} });
    for (let count = 0; count < 2; count += 1) await report(world, now, { type: other, details: {} });
    for (const delivery of deliveries(world)) await world.store.settle(delivery, 'sent');
    const stepped: string[] = [];
    let leftMs = 10 * SECOND;
    const commit: typeof world.store.commit = async (commit) => {
      stepped.push((commit.after as Case).type);
      leftMs -= SECOND;
      return world.store.commit(commit);
    };
    const swept = await sweep({ ...world, store: { ...world.store, commit } }, now + 24 * HOUR, () => leftMs);
    return { swept, stepped: (type: string) => stepped.filter((one) => one === type).length };
  }

  it('is not all taken by a flood of emergencies', async () => {
    const { swept, stepped } = await inTenSeconds('lost-person', 'consultation');
    expect(stepped('consultation')).toBeGreaterThanOrEqual(1);
    expect(stepped('lost-person')).toBeGreaterThanOrEqual(6);
    expect(swept.finished).toBe(false);
  });

  it('goes to emergencies first, however long the queue of the others', async () => {
    const { swept, stepped } = await inTenSeconds('consultation', 'lost-person');
    expect(stepped('lost-person')).toBe(2);
    expect(stepped('consultation')).toBeGreaterThanOrEqual(6);
    expect(swept.finished).toBe(false);
  });

  it('when there is none, nothing is begun', async () => {
    const world = await dutyRoom();
    await report(world, now);
    expect(await sweep(world, longAfter, () => 0)).toMatchObject({ due: 0, finished: false });
  });
});

describe('a store that does not answer', () => {
  it('stops its lane and no other, and parks no row', async () => {
    const world = await dutyRoom();
    const urgent = await report(world, now, { type: 'lost-person', details: {} });
    await report(world, now);
    const load: typeof world.store.load = async (key) => {
      if (key.id === urgent.caseId) throw new Unavailable('too busy');
      return world.store.load(key);
    };
    const swept = await sweep({ ...world, store: { ...world.store, load } }, longAfter, ampleTime);
    expect(swept).toMatchObject({ stepped: 1, parked: 0, lanesStopped: 1, finished: false });
    expect(swept.notes).toEqual([{ code: 'lane-stopped', lane: 'P0', error: 'Unavailable' }]);
    expect(await sweep(world, longAfter, ampleTime)).toMatchObject({ stepped: 1, finished: true });
  });
});

describe('a row that other transactions hold', () => {
  it('is a lost race: the rows behind it are served, and the next sweep takes its step', async () => {
    const world = await dutyRoom();
    const found = [];
    for (let count = 0; count < 30; count += 1) found.push(await report(world, now));
    for (const delivery of deliveries(world)) await world.store.settle(delivery, 'sent');
    const [held] = found;
    const commit: typeof world.store.commit = async (first, second) => {
      if (held !== undefined && first.key.id === held.caseId) throw new Contended('held');
      return world.store.commit(first, second);
    };
    const swept = await sweep({ ...world, store: { ...world.store, commit } }, longAfter, ampleTime);
    expect(swept).toMatchObject({ stepped: 29, lostRaces: 1, parked: 0, lanesStopped: 0, finished: true });
    expect(swept.notes).toEqual([]);
    expect(await sweep(world, longAfter, ampleTime)).toMatchObject({ stepped: 1, lostRaces: 0 });
  });

  it('while it is parked stays due, and delays none', async () => {
    const world = await dutyRoom();
    const [held, healthy] = [await report(world, now), await report(world, now)];
    for (const delivery of deliveries(world)) await world.store.settle(delivery, 'sent');
    const load: typeof world.store.load = async (key) => {
      if (key.id === held.caseId) throw new Error('does not read');
      return world.store.load(key);
    };
    const park = () => Promise.reject(new Contended('held'));
    const swept = await sweep({ ...world, store: { ...world.store, load, park } }, longAfter, ampleTime);
    expect(swept).toMatchObject({ stepped: 1, lostRaces: 1, parked: 0, finished: true });
    expect((await world.store.load(keyOf(healthy)))?.version).toBe(2);
  });
});
