import { describe, expect, it } from 'vitest';
import { stateName } from '../../shared/adapters/memory/tables.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { parkedUntil, ROW_FAILURES_MAX } from '../../shared/engine/sweep/park-row.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { ampleTime, type DutyRoom, deliveries, dutyRoom, report } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const due = now + 2 * HOUR;

async function withPoison(): Promise<{ world: DutyRoom; poison: Case; healthy: Case }> {
  const world = await dutyRoom();
  const poison = await report(world, now);
  const healthy = await report(world, now);
  for (const delivery of deliveries(world)) await world.store.settle(delivery, 'sent');
  spoil(world, poison);
  return { world, poison, healthy };
}

const spoil = ({ tables }: DutyRoom, found: Case): void => {
  tables.states.set(stateName(keyOf(found)), { key: keyOf(found), state: 'unreadable' });
};

const dueAtOf = (world: DutyRoom, found: Case): Instant | undefined =>
  world.tables.due.get(stateName(keyOf(found)))?.row.dueAt;

describe('a row that fails', () => {
  it('does not keep the rows after it from their step', async () => {
    const { world, poison, healthy } = await withPoison();
    const swept = await sweep(world, due, ampleTime);
    expect(swept).toMatchObject({ stepped: 1, parked: 1, quarantined: 0, finished: true });
    expect((await world.store.load(keyOf(healthy)))?.version).toBe(2);
    const row = `st1-${poison.caseId}`;
    expect(swept.notes).toEqual([{ code: 'row-parked', row, failures: 1, error: 'Unreadable' }]);
  });

  it('waits 1, 2, 4, 8 and 16 minutes, and then is quarantined and tried once a day', async () => {
    const { world, poison } = await withPoison();
    const waits: (number | string)[] = [];
    for (let tries = 0, when = due; tries < 7; tries += 1) {
      const { quarantined } = await sweep(world, when, ampleTime);
      const next = dueAtOf(world, poison) ?? 0;
      waits.push((next - when) / MINUTE, ...(quarantined === 1 ? ['quarantined'] : []));
      when = next;
    }
    expect(waits).toEqual([1, 2, 4, 8, 16, 1440, 'quarantined', 1440, 'quarantined']);
  });

  it('costs one write each time it fails', async () => {
    const { world } = await withPoison();
    let parks = 0;
    const park: typeof world.store.park = (row, until) => {
      parks += 1;
      return world.store.park(row, until);
    };
    const counting = { ...world, store: { ...world.store, park } };
    for (const when of [due, due + MINUTE, due + 3 * MINUTE]) await sweep(counting, when, ampleTime);
    expect(parks).toBe(3);
  });

  it('is not tried again before its time', async () => {
    const { world } = await withPoison();
    await sweep(world, due, ampleTime);
    expect(await sweep(world, due + MINUTE - 1, ampleTime)).toMatchObject({ parked: 0 });
    expect(await sweep(world, due + MINUTE, ampleTime)).toMatchObject({ parked: 1 });
  });

  it('counts from zero once it was repaired and took a step', async () => {
    const { world, poison } = await withPoison();
    await sweep(world, due, ampleTime);
    world.tables.states.set(stateName(keyOf(poison)), { key: keyOf(poison), state: poison });
    expect(await sweep(world, due + MINUTE, ampleTime)).toMatchObject({ stepped: 1, parked: 0 });
    const next = (await world.store.load(keyOf(poison)))?.dueAt ?? 0;
    spoil(world, poison);
    await sweep(world, next, ampleTime);
    expect(dueAtOf(world, poison)).toBe(next + MINUTE);
  });

  it('that cannot even be parked is reported, and the rows after it take their step', async () => {
    const { world } = await withPoison();
    const park = () => Promise.reject(new TypeError('refused'));
    const swept = await sweep({ ...world, store: { ...world.store, park } }, due, ampleTime);
    expect(swept).toMatchObject({ stepped: 1, parked: 0, finished: true });
    expect(swept.notes).toMatchObject([{ code: 'row-stuck', error: 'TypeError' }]);
  });

  it('is quarantined after five failures, never forgotten', () => {
    expect(ROW_FAILURES_MAX).toBe(5);
    expect(parkedUntil(6, now)).toBe(now + DAY);
    expect(parkedUntil(1000, now)).toBe(now + DAY);
  });
});

describe('a row whose key is wrong', () => {
  it('is left alone for as long as an index may lag', async () => {
    const { world, found, key } = await withWrongKey(now);
    expect(await sweep(world, now + 2 * MINUTE - 1, ampleTime)).toMatchObject({ idle: 1, parked: 0 });
    expect(world.tables.due.get(key)?.row.dueAt).toBe(now);
    expect(found.dueAt).toBeGreaterThan(now);
  });

  it('is moved to the due time of the case, and is then left alone', async () => {
    const { world, found, key } = await withWrongKey(now);
    expect(await sweep(world, now + 2 * MINUTE, ampleTime)).toMatchObject({ idle: 1, parked: 0 });
    expect(world.tables.due.get(key)?.row.dueAt).toBe(found.dueAt);
    expect(await sweep(world, now + 3 * MINUTE, ampleTime)).toMatchObject({ due: 0 });
  });

  it('of a case that has ended is parked like a failure, and is reported', async () => {
    const { world, found, key } = await withWrongKey(now);
    const { dueAt: _at, dueKind: _kind, responsible: _responsible, ...rest } = found;
    const closed = { ...rest, status: 'closed', endedAt: now } as Case;
    world.tables.states.set(key, { key: keyOf(found), state: closed });
    const swept = await sweep(world, now + 2 * MINUTE, ampleTime);
    expect(swept).toMatchObject({ idle: 1, parked: 1 });
    expect(swept.notes).toMatchObject([{ code: 'row-parked', error: 'NothingToDo' }]);
  });

  async function withWrongKey(dueAt: Instant) {
    const world = await dutyRoom();
    const found = await report(world, now);
    for (const delivery of deliveries(world)) await world.store.settle(delivery, 'sent');
    const key = stateName(keyOf(found));
    const row = { row: 'aggregate', key: keyOf(found), dueAt } as const;
    world.tables.due.set(key, { lane: found.priority, shard: 0, row, parked: 0 });
    return { world, found, key };
  }
});
