import { describe, expect, it } from 'vitest';
import { notaryStore } from '../../../shared/adapters/memory/notary.ts';
import { memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { stateName } from '../../../shared/adapters/memory/tables.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { notarise } from '../../../shared/engine/notary/notarise.ts';
import type { LogEntry } from '../../../shared/engine/notary/notary-log.ts';
import type { NotaryRecord } from '../../../shared/engine/notary/notary-record.ts';
import type { NotaryStore } from '../../../shared/engine/notary/notary-store.ts';
import { type Segment, segmentIn } from '../../../shared/engine/notary/segment.ts';
import { segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import { personId } from '../../../shared/engine/scope.ts';
import { readLogPk, readRow } from '../../../shared/engine/storage/keys.ts';
import { appendRead } from '../../../shared/engine/storage/read-log.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import { dutyRoom, move, report } from '../../cases/duty-room.ts';
import { station } from '../../cases/room.ts';
import { at } from '../wall-clock.ts';
import { memoryStream } from './memory-stream.ts';
import { testMac } from './test-mac.ts';

const now = at('2026-11-23 10:00');
const officer = { kind: 'staff', person: personId('p-officer'), role: 'officer', station } as const;

async function notarisedRoom() {
  const world = await dutyRoom();
  const entries: LogEntry[] = [];
  const stream = memoryStream(world.tables, world.aggregates);
  const log = memoryNotaryLog(entries);
  const of = { notary: notaryStore(world.tables), segments: segmentWriter(log, testMac, world.system) };
  return {
    ...world,
    entries,
    of,
    stream,
    run: (records: readonly NotaryRecord[] = stream()) => notarise(of, records, now),
    segments: async (): Promise<readonly Segment[]> => {
      const found = await Promise.all(entries.map((entry) => segmentIn(entry, testMac)));
      return found.map((segment) => segment ?? never());
    },
  };
}
const never = (): never => {
  throw new Error('never');
};

describe('the notary', () => {
  it('states each new head with the one that it extends, in one segment for a batch', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    const first = world.stream();
    await move(world, found, { move: 'note', text: '看过了' }, now + MINUTE);
    expect(await world.run([...first, ...world.stream()])).toEqual({
      statements: 2,
      roots: 0,
      objections: [],
    });
    const chain = stateName(keyOf(found));
    const facts = world.tables.facts.get(chain) ?? [];
    const headAt = (version: number) => ({
      version,
      head: facts.filter((fact) => fact.version === version).at(-1)?.hash ?? '',
    });
    const [segment] = await world.segments();
    expect(segment).toMatchObject({ at: now, number: 1, objections: [] });
    expect(segment?.statements).toEqual([
      { chain, ...headAt(1), after: { version: 0, head: '' } },
      { chain, ...headAt(2), after: headAt(1) },
    ]);
  });

  it('asks the table for the facts of a step only where its batch lacks them', async () => {
    const world = await notarisedRoom();
    const asked: number[] = [];
    const notary: NotaryStore = {
      ...world.of.notary,
      factsBehind(...given) {
        asked.push(given[2]);
        return world.of.notary.factsBehind(...given);
      },
    };
    const found = await report(world, now);
    const first = world.stream();
    await move(world, found, { move: 'note', text: '看过了' }, now + MINUTE);
    const second = world.stream();
    const run = (records: readonly NotaryRecord[]) => notarise({ ...world.of, notary }, records, now);
    // In whatever order they come.
    expect(await run([...first, ...second].toReversed())).toMatchObject({ statements: 2, objections: [] });
    expect(asked).toEqual([]);
    expect(await run(second.filter(({ row }) => row === 'state'))).toMatchObject({ statements: 1 });
    expect(asked).toEqual([2]);
    // A fact that was damaged on its way is not believed, and neither is the lack of one.
    const damaged = second.map((record) =>
      record.row === 'fact' && typeof record.change === 'object'
        ? { ...record, change: { ...record.change, at: now } }
        : record,
    );
    expect(await run(damaged)).toMatchObject({ statements: 1, objections: [] });
    expect(asked).toEqual([2, 2]);
  });

  it('writes nothing for a row that the sweep parks or the prover repairs: its head is the same', async () => {
    const world = await notarisedRoom();
    const key = keyOf(await report(world, now));
    await world.run();
    const head = (await world.of.notary.findHead(key)) ?? never();
    await world.run([{ sequence: '9', row: 'state', key, before: head, after: head }]);
    expect(world.entries).toHaveLength(1);
  });

  it('states each read', async () => {
    const world = await notarisedRoom();
    const key = keyOf(await report(world, now));
    await world.run();
    for (const request of ['r1', 'r2']) {
      await appendRead(world.store, key, { at: now, by: officer, what: ['text'], request });
      expect((await world.run()).statements).toBe(1);
    }
    const [, first, second] = await world.segments();
    expect(second?.statements).toMatchObject([{ chain: readLogPk(key), version: 2 }]);
    expect(second?.statements[0]?.after).toEqual({ version: 1, head: first?.statements[0]?.head });
  });

  it('states late what stands behind a head, of histories and of logs of reads', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    const key = keyOf(found);
    await move(world, found, { move: 'note', text: '看过了' }, now);
    for (const request of ['r1', 'r2', 'r3']) {
      await appendRead(world.store, key, { at: now, by: officer, what: ['text'], request });
    }
    const none = { version: 0, head: '' };
    const [chain, log] = [stateName(key), readLogPk(key)];
    const asked = [chain, log].map(
      (name) => ({ sequence: '1', row: 'unstated', chain: name, after: none }) as const,
    );
    expect(await world.run(asked)).toMatchObject({ statements: 2, objections: [] });
    const [segment] = await world.segments();
    expect(segment?.statements).toMatchObject([
      { chain, version: 2, after: none },
      { chain: log, version: 3, after: none },
    ]);
    // Asked again, also with a head that was never there, it states nothing that does not extend it.
    const wrong = { sequence: '2', row: 'unstated', chain, after: { version: 1, head: 'x' } } as const;
    expect(await world.run([wrong])).toMatchObject({
      statements: 0,
      objections: [{ chain, what: 'not-leading' }],
    });
  });

  it('looks at eight records of a batch at the same time and keeps their order', async () => {
    const world = await notarisedRoom();
    world.stream();
    const found = [];
    for (let n = 0; n < 20; n += 1) found.push(await report(world, now));
    let [running, most, turns] = [0, 0, 20];
    const factsBehind: NotaryStore['factsBehind'] = async (...asked) => {
      running += 1;
      most = Math.max(most, running);
      // Later records are answered sooner.
      turns -= 1;
      for (let left = turns; left >= 0; left -= 1) await undefined;
      running -= 1;
      return world.of.notary.factsBehind(...asked);
    };
    const notary = { ...world.of.notary, factsBehind };
    // Without the facts, so that each takes a query.
    const records = world.stream().filter(({ row }) => row === 'state');
    await notarise({ ...world.of, notary }, records, now);
    expect(most).toBe(8);
    const [segment] = await world.segments();
    const chains = records.flatMap((record) => (record.row === 'state' ? stateName(record.key) : []));
    expect(chains.length).toBeGreaterThanOrEqual(20);
    expect(segment?.statements.map(({ chain }) => chain)).toEqual(chains);
  });

  it('adds nothing when the log fails, and goes on as another writer', async () => {
    const world = await notarisedRoom();
    await report(world, now);
    let fails = true;
    const log = memoryNotaryLog(world.entries);
    const segments = segmentWriter(
      {
        async append(entry) {
          if (fails) throw new Unavailable('the log is away');
          await log.append(entry);
        },
      },
      testMac,
      world.system,
    );
    const records = world.stream();
    await expect(notarise({ ...world.of, segments }, records, now)).rejects.toThrow(Unavailable);
    expect(world.entries).toEqual([]);
    fails = false;
    await notarise({ ...world.of, segments }, records, now);
    await notarise({ ...world.of, segments }, records, now);
    const [first, again] = await world.segments();
    expect([first?.number, again?.number, first?.writer === again?.writer]).toEqual([1, 2, true]);
    expect(again?.statements).toEqual(first?.statements);
  });
});

describe('an objection', () => {
  it('is raised when a fact is changed and every hash after it is made anew', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    await move(world, found, { move: 'note', text: '看过了' }, now);
    await world.run();
    const name = stateName(keyOf(found));
    const facts = (world.tables.facts.get(name) ?? []).map((fact) => ({ ...fact, hash: `${fact.hash}x` }));
    world.tables.facts.set(name, facts);
    const { state } = world.tables.states.get(name) ?? never();
    if (state === 'unreadable') return never();
    const chainHead = facts.at(-1)?.hash ?? '';
    world.tables.states.set(name, { key: keyOf(found), state: { ...state, chainHead } });
    const { statements, objections } = await world.run();
    expect(statements).toBe(0);
    expect(new Set(objections.map(({ what }) => what))).toEqual(new Set(['head-replaced', 'fact-changed']));
  });

  it('is raised when a deadline is moved in the row alone, though an honest step comes after it', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    await world.run();
    const name = stateName(keyOf(found));
    const { state } = world.tables.states.get(name) ?? never();
    if (state === 'unreadable') return never();
    const moved = { ...state, dueAt: (state.dueAt ?? 0) + MINUTE };
    world.tables.states.set(name, { key: keyOf(found), state: moved });
    expect(await world.run()).toMatchObject({
      statements: 0,
      objections: [{ chain: name, what: 'state-changed', version: 1 }],
    });
    await move(world, found, { move: 'note', text: '看过了' }, now);
    expect(await world.run()).toMatchObject({ statements: 1, objections: [] });
  });

  it('is not raised when a row that lost its next step gets it back', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    await world.run();
    const name = stateName(keyOf(found));
    const { state } = world.tables.states.get(name) ?? never();
    if (state === 'unreadable') return never();
    const { dueAt: _, ...lost } = state;
    world.tables.states.set(name, { key: keyOf(found), state: lost as typeof state });
    expect((await world.run()).objections).toHaveLength(1);
    world.tables.states.set(name, { key: keyOf(found), state });
    expect((await world.run()).objections).toEqual([]);
  });

  it('is raised when a new row is not what its newest fact says', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    const name = stateName(keyOf(found));
    const { state } = world.tables.states.get(name) ?? never();
    if (state === 'unreadable') return never();
    world.tables.states.set(name, { key: keyOf(found), state: { ...state, priority: 'P4' } });
    expect(await world.run()).toMatchObject({
      statements: 1,
      objections: [{ chain: name, what: 'state-changed', version: 1 }],
    });
  });

  it('is raised when a case is removed', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    await world.run();
    const name = stateName(keyOf(found));
    world.tables.states.delete(name);
    world.tables.facts.delete(name);
    const { objections } = await world.run();
    expect(objections[0]).toEqual({ chain: name, what: 'state-removed', version: 1 });
    expect(new Set(objections.map(({ what }) => what))).toEqual(new Set(['state-removed', 'fact-removed']));
  });

  it('is raised when new facts do not lead to the new head', async () => {
    const world = await notarisedRoom();
    const found = await report(world, now);
    await world.run();
    const name = stateName(keyOf(found));
    await move(world, found, { move: 'note', text: '看过了' }, now);
    const [first = never(), ...rest] = world.tables.facts.get(name) ?? [];
    world.tables.facts.set(name, [first, ...rest.map((fact) => ({ ...fact, at: fact.at - MINUTE }))]);
    expect((await world.run()).objections).toContainEqual({ chain: name, what: 'not-leading', version: 2 });
  });

  it('is raised when a stored key is exchanged or removed', async () => {
    const world = await notarisedRoom();
    const key = { row: 'key', pk: 'K#texts#st1' } as const;
    const { objections } = await world.run([
      { ...key, sequence: '1', change: 'changed' },
      { ...key, sequence: '2', change: 'removed' },
    ]);
    expect(objections).toEqual([
      { chain: 'K#texts#st1', what: 'key-changed' },
      { chain: 'K#texts#st1', what: 'key-removed' },
    ]);
  });

  it('is raised when a read is changed or removed', async () => {
    const world = await notarisedRoom();
    const key = keyOf(await report(world, now));
    for (const request of ['r1', 'r2']) {
      await appendRead(world.store, key, { at: now, by: officer, what: ['text'], request });
    }
    await world.run();
    const log = new Map(world.tables.companions.get(readLogPk(key)));
    log.set(readRow(key, 1).sk, { ...log.get(readRow(key, 1).sk), hash: 'x' });
    log.delete(readRow(key, 2).sk);
    world.tables.companions.set(readLogPk(key), log);
    expect((await world.run()).objections).toEqual([
      { chain: readLogPk(key), what: 'read-changed', version: 1 },
      { chain: readLogPk(key), what: 'read-removed', version: 2 },
    ]);
  });
});
