import { describe, expect, it } from 'vitest';
import { memoryCheckpoints, memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { proofStore } from '../../../shared/adapters/memory/proof.ts';
import { stateName } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { DAY, fromIso, HOUR, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { prove } from '../../../shared/engine/proof/prove.ts';
import { personId } from '../../../shared/engine/scope.ts';
import { readLogPk, readRow } from '../../../shared/engine/storage/keys.ts';
import { hashRead } from '../../../shared/engine/storage/read-log.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import { sweep } from '../../../shared/engine/sweep/sweep.ts';
import { ampleTime, move, report } from '../../cases/duty-room.ts';
import { station } from '../../cases/room.ts';
import { at } from '../wall-clock.ts';
import { definedState } from './defined-state.ts';
import { testMac } from './test-mac.ts';
import {
  dropCase,
  factsOf,
  linesOf,
  proofOf,
  rewrite,
  type WitnessedRoom,
  witnessedRoom,
} from './witnessed-room.ts';

const now = at('2026-11-23 10:00');
const later = now + 2 * HOUR;
const other = { kind: 'staff', person: personId('p-other'), role: 'officer', station } as const;

/** A case of some steps and reads, beside others, all of it stated. */
async function storied(): Promise<
  WitnessedRoom & { readonly found: Case; readonly reads: string; readonly name: string }
> {
  const world = await witnessedRoom();
  const others = [await report(world, now), await report(world, now)];
  const found = await report(world, now);
  for (let step = 1; step <= 5; step += 1) {
    await move(world, found, { move: 'note', text: `第${step}次` }, now + step);
    await world.read(found, `r${step}`, now + step);
  }
  for (const one of others) await world.read(one, 'r0', now);
  await world.state(now + MINUTE);
  return { ...world, found, reads: readLogPk(keyOf(found)), name: `st1-${found.caseId}` };
}

const never = (): never => {
  throw new Error('never');
};

describe('a proof with a notary', () => {
  it('finds every chain as it was stated', async () => {
    const world = await storied();
    const proof = proofOf(await world.prove(later));
    expect(linesOf(proof)).toEqual([]);
    expect(proof).toMatchObject({
      chains: 4,
      reads: 7,
      stated: 7,
      statedValid: 7,
      unstated: 0,
      finished: true,
    });
  });

  it('checks the table while the log cannot be read, and goes on with the log when it can', async () => {
    const world = await witnessedRoom();
    await report(world, now);
    await world.state(now);
    const silent = async (): Promise<never> => {
      throw new Unavailable('the log does not answer');
    };
    const notary = {
      log: { append: silent, read: silent },
      checkpoints: memoryCheckpoints(world.parts),
      mac: testMac,
    };
    const proofs = proofStore(world.tables, world.aggregates);
    const without = await prove({ ...world, proofs, notary }, now + MINUTE, ampleTime);
    expect(without).toMatchObject({ finished: false, fault: { error: { name: 'Unavailable' } } });
    expect(proofOf(without)).toMatchObject({ finished: false, open: 1, armed: 1, chainsValid: 2, stated: 0 });
    const after = await world.prove(now + 2 * MINUTE);
    expect(after.fault).toBeUndefined();
    expect(proofOf(after)).toMatchObject({ finished: true, open: 1, violationsFound: 0 });
    expect(proofOf(after)).toMatchObject({ stated: 2, statedValid: 2 });
  });

  it('compares all that it scanned without the log once it can be read again', async () => {
    const world = await storied();
    const facts = factsOf(world.tables, keyOf(world.found));
    rewrite(
      world.tables,
      keyOf(world.found),
      facts.map((fact) => ({ ...fact, by: other })),
    );
    const rows = new Map(world.tables.companions.get(world.reads));
    const { sk } = readRow(keyOf(world.found), 5);
    const row = rows.get(sk) ?? never();
    const read = { ...JSON.parse(String(row.read)), by: other };
    const record = { ...read, number: 5, previousHash: String(row.previousHash) };
    rows.set(sk, { ...row, read: JSON.stringify(read), hash: hashRead(keyOf(world.found), record) });
    world.tables.companions.set(world.reads, rows);
    const inner = memoryNotaryLog(world.entries);
    let isSilent = true;
    const readWhenHeard: typeof inner.read = async (cursor) => {
      if (!isSilent) return inner.read(cursor);
      throw new Unavailable('the log does not answer');
    };
    const notary = {
      log: { read: readWhenHeard },
      checkpoints: memoryCheckpoints(world.parts),
      mac: testMac,
    };
    const proofs = proofStore(world.tables, world.aggregates);
    await prove({ ...world, proofs, notary }, later, ampleTime);
    isSilent = false;
    const proof = proofOf(await prove({ ...world, proofs, notary }, later + MINUTE, ampleTime));
    expect(linesOf(proof)).toEqual([
      `rewritten ${world.reads} / ${sk} read 5`,
      `rewritten ${world.name} version 6`,
    ]);
    expect(proof).toMatchObject({ finished: true, stated: 7, statedValid: 5 });
  });

  it('names and counts once what it scanned in a run that was saved in the middle', async () => {
    const world = await storied();
    const facts = factsOf(world.tables, keyOf(world.found));
    rewrite(
      world.tables,
      keyOf(world.found),
      facts.map((fact) => ({ ...fact, by: other })),
    );
    await report(world, now);
    world.stream();
    const lines = [
      `rewritten ${world.name} version 6`,
      expect.stringMatching(/^unstated st1-\S+ version 1 repaired$/),
    ];
    // Time for the log and for the page that has all rows.
    let left = 2;
    const first = await world.prove(later, () => left--);
    expect(linesOf(proofOf(first))).toEqual(lines);
    expect(first.finished).toBe(false);
    const proof = proofOf(await world.prove(later + MINUTE));
    expect(linesOf(proof)).toEqual(lines);
    expect(proof).toMatchObject({ violationsFound: 2, unstated: 1, stated: 7, statedValid: 6 });
  });

  it('reads no history twice in one run', async () => {
    const world = await storied();
    const inner = proofStore(world.tables, world.aggregates);
    const read: string[] = [];
    const proofs = {
      ...inner,
      chain: (key: Parameters<typeof inner.chain>[0]) => {
        read.push(stateName(key));
        return inner.chain(key);
      },
    };
    const notary = {
      log: memoryNotaryLog(world.entries),
      checkpoints: memoryCheckpoints(world.parts),
      mac: testMac,
    };
    await prove({ ...world, proofs, notary }, later, ampleTime);
    const cases = read.filter((name) => name.includes('case'));
    expect(cases).toHaveLength(new Set(cases).size);
  });

  it('finds nothing in what the sweep steps and parks, and the prover repairs', async () => {
    const world = await storied();
    await sweep(world, later, ampleTime);
    const due = [...world.tables.due.values()].find(({ row }) => row.row === 'aggregate') ?? never();
    await world.store.park(due.row, later + HOUR);
    world.tables.due.delete(stateName(keyOf(world.found)));
    await world.state(later);
    const proof = proofOf(await world.prove(later));
    expect(linesOf(proof)).toEqual([`not-armed ${world.name} repaired`]);
    expect(proof).toMatchObject({ stated: 7, statedValid: 7 });
    await world.state(later);
    expect(linesOf(proofOf(await world.prove(later + DAY)))).toEqual([]);
  });

  it('names a history in which each fact was given another author and each hash was made anew', async () => {
    const world = await storied();
    const facts = factsOf(world.tables, keyOf(world.found));
    rewrite(
      world.tables,
      keyOf(world.found),
      facts.map((fact) => ({ ...fact, by: other })),
    );
    const report = await world.prove(later);
    expect(linesOf(proofOf(report))).toEqual([`rewritten ${world.name} version 6`]);
    expect(proofOf(report)).toMatchObject({ chainsValid: 4, stated: 7, statedValid: 6 });
    // The notary has seen it happen, too.
    await world.state(later);
    expect(linesOf(proofOf(await world.prove(later + MINUTE)))).toEqual([
      `objection ${world.name} head-replaced 6, fact-changed 1, fact-changed 2, fact-changed 3, fact-changed 4, fact-changed 5, fact-changed 6`,
      `rewritten ${world.name} version 6`,
    ]);
  });

  it('names an objection until an operator has settled it, and a later one again', async () => {
    const world = await storied();
    const { chain, key } = { chain: stateName(keyOf(world.found)), key: keyOf(world.found) };
    const change = (sequence: string) =>
      ({ sequence, row: 'fact', key, version: 2, change: 'changed' }) as const;
    const lines = async (when: number) => linesOf(proofOf(await world.prove(when)));
    await world.notarise([change('1')], later);
    expect(await lines(later + 1)).toEqual([`objection ${world.name} fact-changed 2`]);
    await world.settle(chain, later + 2);
    expect(await lines(later + 3)).toEqual([]);
    world.parts.clear();
    expect(await lines(later + 4)).toEqual([]);
    await world.notarise([change('2')], later + 5);
    expect(await lines(later + 6)).toEqual([`objection ${world.name} fact-changed 2`]);
  });

  it('names it still after an honest step on top', async () => {
    const world = await storied();
    const facts = factsOf(world.tables, keyOf(world.found));
    rewrite(
      world.tables,
      keyOf(world.found),
      facts.map((fact) => ({ ...fact, by: other })),
    );
    world.stream();
    await move(world, world.found, { move: 'note', text: '又一步' }, now + HOUR);
    await world.state(now + HOUR);
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([`rewritten ${world.name} version 6`]);
    expect(linesOf(proofOf(await world.prove(later + DAY)))).toEqual([`rewritten ${world.name} version 6`]);
  });

  it('names a history that lacks a fact, with its head made anew', async () => {
    const world = await storied();
    const facts = factsOf(world.tables, keyOf(world.found));
    const left = facts.filter(({ version }) => version !== 3);
    rewrite(
      world.tables,
      keyOf(world.found),
      left.map((fact) => (fact.version < 3 ? fact : { ...fact, version: fact.version - 1 })),
    );
    expect(linesOf(proofOf(await world.prove(later)))).toContain(`missing ${world.name} version 6`);
  });

  it('names a history whose newest fact was dropped, with the head put back', async () => {
    const world = await storied();
    const key = keyOf(world.found);
    const before = await world.store.load(key);
    await move(world, world.found, { move: 'note', text: '不想留下' }, now + MINUTE);
    await world.state(now + MINUTE);
    world.tables.facts.set(
      stateName(key),
      factsOf(world.tables, key).filter(({ version }) => version < 7),
    );
    world.tables.texts.set(
      stateName(key),
      (world.tables.texts.get(stateName(key)) ?? []).filter(({ version }) => version < 7),
    );
    world.tables.states.set(stateName(key), { key, state: before ?? never() });
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([`missing ${world.name} version 7`]);
  });

  it('names a case of which nothing is left, its log of reads with it', async () => {
    const world = await storied();
    dropCase(world.tables, world.found);
    const proof = proofOf(await world.prove(later));
    expect(linesOf(proof)).toEqual([`missing ${world.reads} read 5`, `missing ${world.name} version 6`]);
    expect(proof).toMatchObject({ chains: 3, chainsValid: 3, stated: 7, statedValid: 5 });
  });

  it('names a log of reads whose newest reads were dropped', async () => {
    const world = await storied();
    const left = [...(world.tables.companions.get(world.reads) ?? [])].slice(0, 3);
    world.tables.companions.set(world.reads, new Map(left));
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([`missing ${world.reads} read 5`]);
  });

  it.each([2, 5])(
    'names a log of reads of which read %s was overwritten, its hash made anew',
    async (number) => {
      const world = await storied();
      const key = keyOf(world.found);
      const rows = new Map(world.tables.companions.get(world.reads));
      const { sk } = readRow(key, number);
      const row = rows.get(sk) ?? never();
      const read = { ...JSON.parse(String(row.read)), by: other };
      const record = { ...read, number, previousHash: String(row.previousHash) };
      rows.set(sk, { ...row, read: JSON.stringify(read), hash: hashRead(key, record) });
      world.tables.companions.set(world.reads, rows);
      const named =
        number === 5
          ? `rewritten ${world.reads} read 5`
          : `broken-read-log ${world.reads} / READ#0000000003 read 3`;
      expect(linesOf(proofOf(await world.prove(later)))[0]?.replace(/ \/ READ#0000000005/, '')).toBe(named);
    },
  );

  it('names a case whose deadline was moved in its row alone', async () => {
    const world = await storied();
    const key = keyOf(world.found);
    const state = definedState(await world.store.load(key));
    const dueAt = fromIso('3000-01-01T00:00:00.000Z') ?? never();
    world.tables.states.set(stateName(key), { key, state: { ...state, dueAt } });
    const due = world.tables.due.get(stateName(key)) ?? never();
    world.tables.due.set(stateName(key), { ...due, row: { ...due.row, dueAt } });
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([`state-changed ${world.name}`]);
  });
});

describe('what was not stated', () => {
  it('is no violation for an hour', async () => {
    const world = await storied();
    await move(world, world.found, { move: 'note', text: '刚刚' }, later - HOUR + MINUTE);
    const proof = proofOf(await world.prove(later));
    expect(linesOf(proof)).toEqual([]);
    expect(proof).toMatchObject({ stated: 7, statedValid: 7, unstated: 0 });
  });

  it('is asked for and stated late, after a stream that has lost its records', async () => {
    const world = await storied();
    await move(world, world.found, { move: 'note', text: '没人听见' }, now + MINUTE);
    await world.read(world.found, 'r6', now + MINUTE);
    await world.read(world.found, 'r7', now + MINUTE);
    const fresh = await report(world, now + MINUTE);
    world.stream();
    const proof = proofOf(await world.prove(later));
    expect(linesOf(proof)).toEqual(
      [
        `unstated ${world.reads} / READ#0000000006 read 6 repaired`,
        `unstated ${world.name} version 7 repaired`,
        `unstated st1-${fresh.caseId} version 1 repaired`,
      ].toSorted(),
    );
    expect(proof).toMatchObject({ unstated: 3, repaired: 3 });
    expect(await world.state(later)).toMatchObject({ statements: 3, objections: [] });
    expect(linesOf(proofOf(await world.prove(later + MINUTE)))).toEqual([]);
    expect(proofOf(await world.prove(later + MINUTE))).toMatchObject({ stated: 8, statedValid: 8 });
  });

  it('is left to a person when the notary was asked in vain', async () => {
    const world = await storied();
    await move(world, world.found, { move: 'note', text: '没人听见' }, now + MINUTE);
    await world.prove(later);
    expect(linesOf(proofOf(await world.prove(later + 2 * HOUR)))).toEqual([
      `unstated ${world.name} version 7`,
    ]);
  });

  it('does not turn a later statement into a violation: it stands for all before it', async () => {
    const world = await storied();
    await move(world, world.found, { move: 'note', text: '没人听见' }, now + MINUTE);
    world.stream();
    await move(world, world.found, { move: 'note', text: '又听见了' }, now + 2 * MINUTE);
    await world.state(now + 2 * MINUTE);
    expect(linesOf(proofOf(await world.prove(later)))).toEqual([]);
  });
});
