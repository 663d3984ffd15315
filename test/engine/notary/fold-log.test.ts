import { describe, expect, it } from 'vitest';
import { memoryCheckpoints, memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { DAY, HOUR, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { loadCheckpoint, saveCheckpoint } from '../../../shared/engine/notary/checkpoint.ts';
import { foldLog } from '../../../shared/engine/notary/fold-log.ts';
import { emptyLogState } from '../../../shared/engine/notary/log-state.ts';
import { LATE_MAX, type NotaryLog } from '../../../shared/engine/notary/notary-log.ts';
import { entryOf } from '../../../shared/engine/notary/segment.ts';
import { segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import { move, report } from '../../cases/duty-room.ts';
import { station } from '../../cases/room.ts';
import { at } from '../wall-clock.ts';
import { testMac } from './test-mac.ts';
import { factsOf, linesOf, proofOf, rewrite, witnessedRoom } from './witnessed-room.ts';

const now = at('2026-11-23 10:00');
const later = now + 2 * HOUR;
const ample = () => 1000;

const headAt = (version: number, branch = '') => ({ version, head: `h${version}${branch}` });
const none = { version: 0, head: '' };
const statement = (version: number, after = version === 1 ? none : headAt(version - 1), branch = '') => ({
  chain: 'S#st1#case#c1',
  ...headAt(version, branch),
  after,
});

async function folded(statements: readonly ReturnType<typeof statement>[]) {
  const log = memoryNotaryLog();
  for (const [index, one] of statements.entries()) {
    const content = { at: now, statements: [one], objections: [] };
    await log.append(await entryOf({ ...content, writer: 'w', number: index + 1 }, testMac));
  }
  const { state, isWhole } = await foldLog(log, testMac, emptyLogState(), later, ample);
  expect(isWhole).toBe(true);
  return { head: state.heads.get('S#st1#case#c1'), claims: state.claims.get('S#st1#case#c1') };
}

describe('the log, folded', () => {
  it('gives the newest head, in whatever order it was stated', async () => {
    const inOrder = [statement(1), statement(2), statement(3)];
    expect(await folded(inOrder)).toEqual({ head: headAt(3), claims: undefined });
    expect((await folded([statement(3), statement(1), statement(2)])).head).toEqual(headAt(3));
    expect((await folded([...inOrder, ...inOrder])).head).toEqual(headAt(3));
  });

  it('keeps every head that the newest does not imply, to be looked for in the table', async () => {
    expect(await folded([statement(1), statement(2), statement(2, headAt(1), 'x')])).toEqual({
      head: headAt(2),
      claims: [headAt(2, 'x')],
    });
    expect(await folded([statement(2, headAt(1)), statement(5, headAt(4))])).toEqual({
      head: headAt(5),
      claims: [headAt(2)],
    });
  });

  it('keeps a head in conflict, also after a long batch came again', async () => {
    const steps = Array.from({ length: 20 }, (_, index) => statement(index + 1));
    const upon = statement(21, headAt(20, 'x'), 'x');
    expect((await folded([...steps, ...steps.slice(0, 19), upon])).claims).toEqual([headAt(20), headAt(19)]);
  });
});

describe('a checkpoint', () => {
  it('gives the same state as the log from its first entry on', async () => {
    const world = await witnessedRoom();
    const found = await report(world, now);
    await world.read(found, 'r1', now);
    const records = world.stream();
    await world.notarise(records, now);
    await world.notarise(records, now);
    await world.notarise(
      [{ sequence: '1', row: 'fact', key: keyOf(found), version: 1, change: 'changed' }],
      now,
    );
    const { state } = await foldLog(memoryNotaryLog(world.entries), testMac, emptyLogState(), later, ample);
    const checkpoints = memoryCheckpoints();
    for (let times = 0; times < 3; times += 1) await saveCheckpoint(checkpoints, testMac, state);
    expect(await loadCheckpoint(checkpoints, testMac)).toEqual(state);
  });

  it('keeps what another run has noted since the state was loaded', async () => {
    const checkpoints = memoryCheckpoints();
    const load = () => loadCheckpoint(checkpoints, testMac);
    await saveCheckpoint(checkpoints, testMac, { ...emptyLogState(), everythingAt: now });
    const [one, other, restored] = [await load(), await load(), await load()];
    one.toProveNext.add('S#st1#case#c1');
    Object.assign(one, { everythingAt: later, changedAt: now });
    await saveCheckpoint(checkpoints, testMac, one);
    other.toProveNext.add('S#st1#case#c2');
    other.toProve.add('S#st1#case#c3');
    await saveCheckpoint(checkpoints, testMac, other);
    const both = await load();
    expect(both).toMatchObject({ everythingAt: later, changedAt: now });
    expect([...both.toProveNext].toSorted()).toEqual(['S#st1#case#c1', 'S#st1#case#c2']);
    expect([...both.toProve]).toEqual(['S#st1#case#c3']);
    // What a run has done is done, where no other came between.
    both.toProve.clear();
    await saveCheckpoint(checkpoints, testMac, both);
    expect((await load()).toProve.size).toBe(0);
    // Nothing tells what changed since a restore, whatever the other run has proven.
    restored.everythingAt = undefined;
    await saveCheckpoint(checkpoints, testMac, restored);
    expect((await load()).everythingAt).toBeUndefined();
  });

  it('that was changed, or of which a part is another’s, counts as none', async () => {
    const parts = new Map<string, string>();
    const checkpoints = memoryCheckpoints(parts);
    const state = emptyLogState();
    state.heads.set('S#st1#case#c1', headAt(1));
    await saveCheckpoint(checkpoints, testMac, state);
    const older = new Map(parts);
    state.heads.set('S#st1#case#c1', headAt(2));
    await saveCheckpoint(checkpoints, testMac, state);
    expect((await loadCheckpoint(checkpoints, testMac)).heads.get('S#st1#case#c1')).toEqual(headAt(2));
    const changed = (parts.get('heads-1-0') ?? '').replace('h2', 'h9');
    expect(
      await loadCheckpoint(memoryCheckpoints(new Map(parts).set('heads-1-0', changed)), testMac),
    ).toEqual(emptyLogState());
    const mixed = new Map(parts).set('heads-1-0', older.get('heads-0-0') ?? '');
    expect(await loadCheckpoint(memoryCheckpoints(mixed), testMac)).toEqual(emptyLogState());
    // A save that ends before its last part leaves the one before.
    const halfway = new Map(parts).set('heads-0-0', 'half a part');
    expect((await loadCheckpoint(memoryCheckpoints(halfway), testMac)).heads.size).toBe(1);
  });
});

describe('a log that is not as it was written', () => {
  const withThree = async () => {
    const world = await witnessedRoom();
    for (let times = 0; times < 3; times += 1) {
      await report(world, now);
      await world.state(now);
    }
    return world;
  };

  it('is named when an entry was changed', async () => {
    const world = await withThree();
    const [first] = world.entries;
    if (first === undefined) throw new Error('there are entries');
    world.entries[0] = { ...first, text: first.text.replace('"objections":[]', '"objections":[ ]') };
    expect((await world.prove(later)).violations).toEqual([]);
    world.entries[0] = { ...first, text: first.text.replace('"version":1', '"version":2') };
    world.parts.clear();
    const { violations, withoutStation } = await world.prove(later);
    expect(linesOf({ violations })).toContain(`log-damaged ${first.name}`);
    expect(withoutStation).toBeGreaterThan(0);
  });

  it('is named when an entry is gone, and by the segment that is', async () => {
    const world = await withThree();
    world.entries.splice(1, 1);
    const { violations } = await world.prove(later);
    const [, writer] = (world.entries[0]?.name ?? '').split('-');
    expect(linesOf({ violations })).toContain(`log-damaged ${writer} segment 2`);
  });

  it('is named when it ends before the place to which it was read', async () => {
    const world = await withThree();
    await world.prove(later);
    world.entries.pop();
    expect(linesOf(await world.prove(later + HOUR))).toEqual(['log-damaged shorter']);
  });

  it('is named no more once what was lost was put back', async () => {
    const world = await withThree();
    await world.prove(later);
    const lost = world.entries.splice(-1);
    expect(linesOf(await world.prove(later + HOUR))).toEqual(['log-damaged shorter']);
    expect(linesOf(await world.prove(later + DAY))).toEqual(['log-damaged shorter']);
    world.entries.push(...lost);
    expect(linesOf(await world.prove(later + 2 * DAY))).toEqual([]);
    expect(proofOf(await world.prove(later + 3 * DAY)).root).toMatchObject({ day: '2026-11-26' });
  });

  it('is named also after a later statement hides what was lost, and after a table was put back', async () => {
    const world = await withThree();
    const found = await report(world, now);
    await world.state(now);
    await world.prove(later);
    world.entries.pop();
    const named = async (when: number) => linesOf(await world.prove(when));
    expect(await named(later)).toContain('log-damaged shorter');
    await move(world, found, { move: 'note', text: '一步' }, later);
    await world.state(later);
    expect(await named(later + 40 * DAY)).toContain('log-damaged shorter');
    expect(await named(later + 41 * DAY)).toContain('log-damaged shorter');
    const segments = segmentWriter(memoryNotaryLog(world.entries), testMac, world.system);
    const restored = { to: later };
    await segments.write({ at: later + 42 * DAY, statements: [], objections: [], restored });
    expect(await named(later + 43 * DAY)).toContain('log-damaged shorter');
    expect(await named(later + 44 * DAY)).toContain('log-damaged shorter');
  });
});

describe('a log whose entries come again, and whose end is read again', () => {
  it('says the same', async () => {
    const world = await witnessedRoom();
    const inner = memoryNotaryLog(world.entries);
    // As of several writers: the place to go on stays behind.
    const log: NotaryLog = {
      ...inner,
      async read(cursor) {
        const page = await inner.read(cursor);
        return page.more ? page : { ...page, cursor: String(Math.max(0, world.entries.length - 3)) };
      },
    };
    let state = emptyLogState();
    const found = await report(world, now);
    for (let step = 0; step < 6; step += 1) {
      await world.state(now + step);
      ({ state } = await foldLog(log, testMac, state, later, ample));
      await move(world, found, { move: 'note', text: `第${step}次` }, now + step);
    }
    await world.state(now + 9);
    ({ state } = await foldLog(log, testMac, state, later, ample));
    const whole = await foldLog(inner, testMac, emptyLogState(), later, ample);
    expect(state.heads).toEqual(whole.state.heads);
    expect([...state.writers]).toEqual([...whole.state.writers]);
  });
});

/** A copy of all rows, and a way to put them back. */
function backup(tables: Tables): () => void {
  const maps = Object.values(tables).filter((one): one is Map<string, unknown> => one instanceof Map);
  const copies = maps.map((map) => [...map]);
  return () => {
    for (const [index, map] of maps.entries()) {
      map.clear();
      for (const [name, row] of copies[index] ?? []) map.set(name, row);
    }
  };
}

describe('a table that was put back to an earlier moment', () => {
  it('lacks what was stated since, until an operator says so; then that is void', async () => {
    const world = await witnessedRoom();
    const found = await report(world, now);
    await world.state(now + 1);
    const restore = backup(world.tables);
    await move(world, found, { move: 'note', text: '会丢的一步' }, now + MINUTE);
    await world.state(now + MINUTE);
    await world.prove(now + 2 * MINUTE);
    restore();
    world.stream();
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([`missing st1-${found.caseId} version 2`]);
    const segments = segmentWriter(memoryNotaryLog(world.entries), testMac, world.system);
    const restored = { to: now + 2 };
    await segments.write({ at: later, statements: [], objections: [], restored });
    await move(world, found, { move: 'note', text: '另一步' }, later + 1);
    await world.state(later + 1);
    const after = proofOf(await world.prove(later + HOUR));
    expect(linesOf(after)).toEqual([]);
    // Each later proof says so too, from the checkpoint as from the log.
    expect(after.restored).toEqual({ since: now + 2, at: later, statements: 1 });
    world.parts.clear();
    expect(proofOf(await world.prove(later + HOUR)).restored).toEqual(after.restored);
    rewrite(
      world.tables,
      keyOf(found),
      factsOf(world.tables, keyOf(found)).map((fact) => ({ ...fact, at: fact.at + 1 })),
    );
    expect(linesOf(proofOf(await world.prove(later + DAY)))).toEqual([
      `rewritten st1-${found.caseId} version 2`,
    ]);
  });
});

describe('the root of a day', () => {
  it('is over all that was stated before it began, and follows from the log alone', async () => {
    const world = await witnessedRoom();
    const found = await report(world, now);
    await world.state(now);
    await world.prove(later);
    const next = at('2026-11-24 00:00');
    await report(world, next);
    await world.state(next);
    const proof = proofOf(await world.prove(next + HOUR));
    expect(proof.root).toMatchObject({ day: '2026-11-24', chains: 2 });
    await move(world, found, { move: 'note', text: '又一步' }, next + HOUR);
    await world.state(next + HOUR);
    expect(proofOf(await world.prove(next + 2 * HOUR)).root).toEqual(proof.root);
    expect(proofOf(await world.prove(next + DAY + LATE_MAX)).root).toMatchObject({
      day: '2026-11-25',
      chains: 3,
    });

    // A holder of the log computes it again at any time.
    const { state } = await foldLog(
      memoryNotaryLog(world.entries),
      testMac,
      emptyLogState(),
      next + LATE_MAX,
      ample,
    );
    expect(state.roots).toContainEqual({ station, ...proof.root });
    // The notary has it on record too, for who asks it and not the prover.
    await world.state(next + DAY + LATE_MAX);
    expect(world.entries.some(({ text }) => text.includes(proof.root?.root ?? 'none'))).toBe(true);
  });
});

describe('the root of a day, whenever the log is read', () => {
  const midnight = at('2026-11-24 00:00');
  const entry = (when: number, number: number, chain: string) =>
    entryOf(
      {
        at: when,
        writer: 'w',
        number,
        statements: [{ chain, version: 1, head: `h${chain}`, after: none }],
        objections: [],
      },
      testMac,
    );

  it('has what was stated before midnight and appeared after it', async () => {
    const entries = [await entry(midnight - MINUTE, 1, 'S#st1#case#a')];
    const log = memoryNotaryLog(entries);
    const early = await foldLog(log, testMac, emptyLogState(), midnight + 1, ample);
    entries.push(await entry(midnight + 2, 3, 'S#st1#case#c'), await entry(midnight - 1, 2, 'S#st1#case#b'));
    const during = await foldLog(log, testMac, early.state, midnight + LATE_MAX - 1, ample);
    expect(during.state).toMatchObject({ rootDay: '2026-11-23', roots: [] });
    const after = await foldLog(log, testMac, during.state, midnight + LATE_MAX, ample);
    expect(after.state).toMatchObject({ rootDay: '2026-11-24', roots: [{ station, chains: 2 }] });
    const anew = await foldLog(log, testMac, emptyLogState(), midnight + HOUR, ample);
    expect(after.state.roots).toEqual(anew.state.roots);
    expect(after.state.heads).toEqual(anew.state.heads);
  });

  it('has nothing stated since midnight, also when the log was not read to its end at once', async () => {
    const chains = Array.from({ length: 350 }, (_, index) => `S#st1#case#${index}`);
    const entries = await Promise.all(
      chains.map((chain, index) => entry(index < 150 ? midnight - MINUTE : midnight + MINUTE, index, chain)),
    );
    const log = memoryNotaryLog(entries);
    let left = 3;
    const begun = await foldLog(log, testMac, emptyLogState(), midnight + HOUR, () => left--);
    expect(begun.isWhole).toBe(false);
    expect(begun.state.heads.size).toBe(150);
    const { state, isWhole } = await foldLog(log, testMac, begun.state, midnight + HOUR, ample);
    expect(isWhole).toBe(true);
    expect(state.heads.size).toBe(350);
    expect(state.roots).toMatchObject([{ chains: 150 }]);
  });
});

describe('a run that was saved in the middle', () => {
  it('goes on behind the last chain that was compared, and names each once', async () => {
    const world = await witnessedRoom();
    const reports = [];
    for (let times = 0; times < 3; times += 1) reports.push(await report(world, now));
    await world.state(now);
    const [gone] = reports;
    if (gone === undefined) throw new Error('there is a case');
    for (const map of [world.tables.states, world.tables.facts, world.tables.texts, world.tables.due]) {
      map.delete(`S#st1#case#${gone.caseId}`);
    }
    // Time for the log and one page of rows.
    let left = 2;
    const first = await world.prove(later, () => left--);
    expect(first.finished).toBe(false);
    const proof = proofOf(await world.prove(later + HOUR));
    expect(proof).toMatchObject({ finished: true, stated: 4, statedValid: 3 });
    expect(linesOf(proof).filter((line) => !line.startsWith('orphan'))).toEqual([
      `missing st1-${gone.caseId} version 1`,
    ]);
  });

  it('judges nothing by a log that it had no time to read', async () => {
    const world = await witnessedRoom();
    await report(world, now);
    await world.state(now);
    const none = await world.prove(later, () => 0);
    expect(none).toMatchObject({ finished: false, proofs: [], violations: [] });
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([]);
  });
});
