import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { memoryBus } from '../../shared/adapters/memory/bus.ts';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { stateName } from '../../shared/adapters/memory/tables.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { HOUR, toIso } from '../../shared/engine/calendar/instant.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import type { Amounts, ClockLogCode, ClockLogger, Ids } from '../../shared/handlers/clock-logger.ts';
import { notifyHandler } from '../../shared/handlers/notify-handler.ts';
import { relayHandler } from '../../shared/handlers/relay-handler.ts';
import { sweepHandler } from '../../shared/handlers/sweep-handler.ts';
import { deliveries, dutyRoom, report } from '../cases/duty-room.ts';
import { station } from '../cases/room.ts';
import { brief as storedBrief } from '../contract/cases.ts';
import { at } from '../engine/wall-clock.ts';
import { spoiledPerson } from '../spoil.ts';

const now = at('2026-11-23 10:00');
const inTime = { getRemainingTimeInMillis: () => 55_000 };

function logger() {
  const lines: [ClockLogCode, Ids][] = [];
  const amounts: Record<string, number> = {};
  const kept: ClockLogger = {
    record: (code, ids) => lines.push([code, ids]),
    measure: (measured: Amounts) => Object.assign(amounts, measured),
  };
  return { ...kept, lines, amounts };
}

const later = async (hours: number) => {
  const world = await dutyRoom();
  const found = await report(world, now);
  return { found, world: { ...world, system: seededSystem(1, now + hours * HOUR) } };
};

describe('the function behind the tick', () => {
  it('measures what the sweep did, and how late it came', async () => {
    const { world } = await later(2);
    const kept = logger();
    const tick = { time: toIso(now + 2 * HOUR - 1500) };
    expect(await sweepHandler(world, kept)(tick, inTime)).toEqual({ stepped: 1, offered: 2, finished: true });
    expect(kept.amounts).toMatchObject({
      'steps-taken': 1,
      'messages-offered': 2,
      'rows-quarantined': 0,
      'sweeps-unfinished': 0,
      // The messages of the report are due two minutes after it.
      'oldest-overdue-seconds': 7080,
      'sweep-lag-seconds': 2,
    });
    expect(kept.lines).toEqual([]);
  });

  it('names a row that fails by its ids and the kind of error', async () => {
    const { world, found } = await later(2);
    const key = keyOf(found);
    world.tables.states.set(stateName(key), { key, state: 'unreadable' });
    const kept = logger();
    await sweepHandler(world, kept)(undefined, inTime);
    const ids = { row: `st1-${found.caseId}`, failures: 1, error: 'Unreadable' };
    expect(kept.lines).toEqual([['row-parked', ids]]);
  });

  it('names a case that only the review deadline still kept open, and asks an officer to look', async () => {
    const { world, found } = await later(25);
    const { escalation: _, ...rest } = found;
    const forgotten = { ...rest, clocks: [], dueAt: now, dueKind: 'review', responsible: 'officer' } as Case;
    const key = keyOf(found);
    world.tables.states.set(stateName(key), { key, state: forgotten });
    const kept = logger();
    await sweepHandler(world, kept)(undefined, inTime);
    expect(kept.lines).toEqual([['next-step-missing', { row: `st1-${found.caseId}` }]]);
    expect(kept.amounts).toMatchObject({ 'next-steps-missing': 1, 'steps-taken': 1 });
  });

  it('keeps its last ten seconds for rows that it has begun', async () => {
    const { world } = await later(2);
    const late = { getRemainingTimeInMillis: () => 10_000 };
    expect(await sweepHandler(world, logger())({}, late)).toMatchObject({ stepped: 0, finished: false });
  });

  it('fails when no lane can be read, so that its alarm is raised', async () => {
    const { world } = await later(2);
    const due = () => Promise.reject(new Unavailable('too busy'));
    const kept = logger();
    const handler = sweepHandler({ ...world, store: { ...world.store, due } }, kept);
    await expect(handler({}, inTime)).rejects.toThrow(Unavailable);
    expect(kept.amounts['lanes-stopped']).toBe(5);
  });
});

describe('the function behind the stream', () => {
  const record = (sequence: string, index: number) => ({
    eventName: 'INSERT',
    dynamodb: {
      SequenceNumber: sequence,
      NewImage: {
        pk: { S: 'S#st1#case#caaaaaaaaaaaaaaaaaaaaaaaaa' },
        sk: { S: `F#0000000001#${index}` },
        at: { N: String(now) },
        fact: { S: '{"fact":"submitted"}' },
      },
    },
  });

  it('answers that all was taken, or from which record on it was not', async () => {
    const bus = memoryBus();
    const kept = logger();
    const handler = relayHandler({ bus, system: seededSystem(1, now) }, kept);
    const event = { Records: [record('100', 0), record('101', 1), record('102', 2)] };
    expect(await handler(event)).toEqual({ batchItemFailures: [] });
    bus.refuse((item) => 'index' in item && item.index === 1);
    expect(await handler(event)).toEqual({ batchItemFailures: [{ itemIdentifier: '101' }] });
    expect(kept.lines).toEqual([['bus-failed', { sequence: '101' }]]);
  });

  it('passes over a record that cannot be read, and says which', async () => {
    const kept = logger();
    const handler = relayHandler({ bus: memoryBus(), system: seededSystem(1, now) }, kept);
    const broken = { eventName: 'INSERT', dynamodb: { SequenceNumber: '100' } };
    expect(await handler({ Records: [broken, record('101', 0)] })).toEqual({ batchItemFailures: [] });
    expect(kept.lines).toEqual([['record-unreadable', { sequence: '100' }]]);
    expect(kept.amounts).toMatchObject({ 'records-unreadable': 1, 'facts-published': 1 });
  });
});

describe('the function behind an offer', () => {
  const offer = (detail: object) => ({ 'detail-type': 'DeliveryOffered', source: 'huiying', detail });
  const about = ({ caseId }: { caseId: string }) =>
    offer({
      schemaVersion: 1,
      about: 'aggregate',
      station: 'st1',
      kind: 'case',
      id: caseId,
      version: 1,
      index: 0,
      attempt: 0,
    });

  it('sends what was offered and counts what became of it', async () => {
    const { world, found } = await later(0);
    const kept = logger();
    expect(await notifyHandler(world, kept)(about(found))).toEqual({ outcome: 'sent', kind: 'alert' });
    expect(kept.amounts).toMatchObject({ 'messages-sent': 1, 'messages-dead': 0, 'messages-stale': 0 });
    expect(deliveries(world)[0]?.state).toBe('sent');
  });

  it('says by its ids which message is given up, and why', async () => {
    const { world, found } = await later(0);
    world.sink.answer('permanent');
    const kept = logger();
    await notifyHandler(world, kept)(about(found));
    const delivery = `st1-${found.caseId}-1-0`;
    const answered = { channel: 'sink', code: 'http-permanent' };
    const ids = { delivery, attempt: 0, kind: 'alert', why: 'channel-refused', ...answered };
    expect(kept.lines).toEqual([['message-dead', ids]]);
  });

  it('reports a dead brief apart from a dead message, because no case records it', async () => {
    const { world } = await later(0);
    const day = '2026-11-23';
    const subject = { about: 'brief', station, day, responsible: 'officer' } as const;
    await world.store.addMessage({ ...storedBrief, subject, dueAt: now, createdAt: now });
    world.sink.answer('permanent');
    const kept = logger();
    await notifyHandler(
      world,
      kept,
    )(offer({ schemaVersion: 1, about: 'brief', station, day, responsible: 'officer', attempt: 0 }));
    expect(kept.lines.map(([code]) => code)).toEqual(['brief-dead']);
    expect(kept.amounts).toMatchObject({ 'briefs-dead': 1, 'messages-dead': 0 });
  });

  it('counts the roster entries that cannot be read, and names their station', async () => {
    const { world, found } = await later(0);
    spoiledPerson(world.tables, stationId('st1'), personId('p-chief'));
    const kept = logger();
    await notifyHandler(world, kept)(about(found));
    expect(kept.lines).toEqual([['roster-unreadable', { station: 'st1', entries: 1 }]]);
    expect(kept.amounts).toMatchObject({ 'roster-unreadable': 1, 'messages-sent': 1 });
  });

  it('takes the samples of the catalogue', async () => {
    const { world } = await later(0);
    for (const name of ['delivery-offered.case', 'delivery-offered.brief']) {
      const sample = readFileSync(new URL(`../../events/samples/${name}.json`, import.meta.url), 'utf8');
      expect(await notifyHandler(world, logger())(JSON.parse(sample))).toEqual({ outcome: 'stale' });
    }
  });

  it('throws at anything else', async () => {
    const { world } = await later(0);
    await expect(notifyHandler(world, logger())({ detail: {} })).rejects.toThrow();
  });
});
