import { describe, expect, it } from 'vitest';
import { proofStore } from '../../shared/adapters/memory/proof.ts';
import { stateName } from '../../shared/adapters/memory/tables.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { type Proof, violationKinds } from '../../shared/engine/proof/proof.ts';
import type { ProofStore } from '../../shared/engine/proof/proof-store.ts';
import { type ProveReport, prove } from '../../shared/engine/proof/prove.ts';
import type { SeenRow } from '../../shared/engine/proof/seen.ts';
import { personId } from '../../shared/engine/scope.ts';
import { readLogPk, readRow } from '../../shared/engine/storage/keys.ts';
import { appendRead } from '../../shared/engine/storage/read-log.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import { ampleTime, type DutyRoom, deliveries, dutyRoom, move, report } from '../cases/duty-room.ts';
import { deskOf, station } from '../cases/room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const later = now + HOUR;

/** A world with a prover, swept up to the time of the proof. */
async function provenRoom() {
  const world = await dutyRoom();
  const proofs = proofStore(world.tables, world.aggregates);
  const run = (store: ProofStore = proofs, when = later, remainingMs = ampleTime) =>
    prove({ ...world, proofs: store }, when, remainingMs);
  return { ...world, proofs, run };
}

/** The proof of the only station that has rows. */
function proofOf({ proofs }: ProveReport): Proof {
  const proof = proofs.find((one) => one.station === station);
  if (proof === undefined) throw new Error('the station was not proven');
  return proof;
}

const named = ({ violations }: Proof) =>
  violations.map(({ kind, row, repaired }) => `${kind} ${row} ${repaired ? 'repaired' : 'left'}`);

describe('a proof of a healthy station', () => {
  it('counts open = armed = indexed, and every history holds', async () => {
    const world = await provenRoom();
    const reports = await Promise.all(Array.from({ length: 12 }, () => report(world, now)));
    const [first = never(), second = never()] = reports;
    await move(world, first, { move: 'reply', text: '监控看过了，正在联系' }, now + MINUTE);
    await move(world, second, { move: 'mark-duplicate', of: first.caseId }, now + MINUTE);
    await sweep(world, later, ampleTime);
    const proof = proofOf(await world.run());
    expect(proof).toMatchObject({ station, startedAt: later, at: later, finished: true });
    expect(proof).toMatchObject({ open: 11, armed: 11, indexed: 11, parked: 0, chains: 13, chainsValid: 13 });
    expect(proof.messagesArmed).toBe(proof.messages);
    expect(proof).toMatchObject({ violationsFound: 0, repaired: 0, violations: [] });
    expect(await world.store.latestProof(deskOf('officer'))).toEqual(proof);
  });

  it('is there for a station that has people and no case', async () => {
    const world = await provenRoom();
    expect(proofOf(await world.run())).toMatchObject({ open: 0, armed: 0, finished: true });
  });

  it('counts a parked case as armed, and as parked', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    await world.store.park({ row: 'aggregate', key: keyOf(found), dueAt: found.dueAt ?? 0 }, later + DAY);
    const proof = proofOf(await world.run());
    expect(proof).toMatchObject({ open: 1, armed: 1, indexed: 1, parked: 1, violationsFound: 0 });
  });

  it('finds nothing when it looks again at what it has repaired', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    world.tables.due.delete(stateName(keyOf(found)));
    expect(proofOf(await world.run()).repaired).toBe(1);
    expect(proofOf(await world.run(world.proofs, later + DAY))).toMatchObject({
      armed: 1,
      violationsFound: 0,
    });
  });
});

describe('a violation', () => {
  it('of an open case that is due nowhere is repaired: it is due again at its own time', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    world.tables.due.delete(stateName(keyOf(found)));
    const proof = proofOf(await world.run());
    expect(proof).toMatchObject({ open: 1, armed: 0, violationsFound: 1, repaired: 1 });
    expect(named(proof)).toEqual([`not-armed st1-${found.caseId} repaired`]);
    expect(proof.violations[0]?.reference).toBe(found.reference);
    expect(dueAtOf(world, found)).toBe(found.dueAt);
    expect(await sweep(world, later, ampleTime)).toMatchObject({ stepped: 1, parked: 0 });
  });

  it('of a case in a shard that nobody sweeps is repaired', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    const due = world.tables.due.get(stateName(keyOf(found))) ?? never();
    world.tables.due.set(stateName(keyOf(found)), { ...due, shard: 7 });
    expect(named(proofOf(await world.run()))).toEqual([`not-armed st1-${found.caseId} repaired`]);
    expect((await sweep(world, later, ampleTime)).stepped).toBe(1);
  });

  it.each([
    ['later than its own time', now + 30 * DAY, 0],
    ['parked beyond what parking does', now + 30 * DAY, 3],
  ])('of a case due %s is repaired', async (_, wrong, parked) => {
    const world = await provenRoom();
    const found = await report(world, now);
    setDueAt(world, found, wrong, parked);
    expect(named(proofOf(await world.run()))).toEqual([`wrong-due st1-${found.caseId} repaired`]);
    expect(dueAtOf(world, found)).toBe(found.dueAt);
  });

  it('of a case that has ended and is still due is repaired: it is due no more', async () => {
    const world = await provenRoom();
    const [first, second] = [await report(world, now), await report(world, now)];
    await move(world, second, { move: 'mark-duplicate', of: first.caseId }, now);
    setDueAt(world, second, now + HOUR);
    expect(named(proofOf(await world.run()))).toEqual([`due-though-ended st1-${second.caseId} repaired`]);
    expect(dueAtOf(world, second)).toBeUndefined();
  });

  it('of an unreadable case that is due nowhere: it is due now, so that the sweep parks and reports it', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    for (const delivery of deliveries(world)) await world.store.settle(delivery, 'sent');
    world.tables.due.delete(stateName(keyOf(found)));
    world.tables.states.set(stateName(keyOf(found)), { key: keyOf(found), state: 'unreadable' });
    const proof = proofOf(await world.run());
    expect(named(proof)).toEqual([
      `not-armed st1-${found.caseId} repaired`,
      `unreadable st1-${found.caseId} left`,
    ]);
    expect(proof).toMatchObject({ open: 1, armed: 0, chains: 1, violationsFound: 2, repaired: 1 });
    expect(await sweep(world, later, ampleTime)).toMatchObject({ parked: 1 });
  });

  it('of a history is named with its place and never repaired', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    await move(world, found, { move: 'note', text: '看过了' }, now);
    const key = stateName(keyOf(found));
    const [first = never(), ...rest] = world.tables.facts.get(key) ?? [];
    world.tables.facts.set(key, [first, ...rest.map((fact) => ({ ...fact, at: fact.at - 1 }))]);
    const proof = proofOf(await world.run());
    expect(named(proof)).toEqual([`broken-chain st1-${found.caseId} left`]);
    expect(proof.violations[0]?.where).toBe('F#2#0');
    expect(proof).toMatchObject({ chains: 2, chainsValid: 1, open: 1, armed: 1, repaired: 0 });
  });

  it.each([
    ['the last step is gone', (facts: readonly unknown[]) => facts.slice(0, -1), 'broken-chain'],
    ['a step is gone from the middle', (facts: readonly unknown[]) => facts.toSpliced(1, 1), 'broken-chain'],
  ])('of a history whose chain does not hold because %s', async (_, spoil, kind) => {
    const world = await provenRoom();
    const found = await report(world, now);
    for (const step of [1, 2]) await move(world, found, { move: 'note', text: '看过了' }, now + step);
    const key = stateName(keyOf(found));
    const facts = world.tables.facts.get(key) ?? [];
    world.tables.facts.set(key, spoil(facts) as typeof facts);
    expect(named(proofOf(await world.run()))).toEqual([`${kind} st1-${found.caseId} left`]);
  });

  describe('of a log of reads', () => {
    const readThrice = async () => {
      const world = await provenRoom();
      const key = keyOf(await report(world, now));
      const by = { kind: 'staff', person: personId('p-1'), role: 'officer', station } as const;
      for (const request of ['r1', 'r2', 'r3']) {
        await appendRead(world.store, key, { at: now, by, what: ['contact'], request });
      }
      const log = new Map(world.tables.companions.get(readLogPk(key)));
      const spoil = (number: number, change: (row: Row) => Row | undefined) => {
        const { pk, sk } = readRow(key, number);
        const row = change(log.get(sk) ?? never());
        if (row === undefined) log.delete(sk);
        else log.set(sk, row);
        world.tables.companions.set(pk, log);
      };
      return { ...world, spoil, name: (number: number) => `${readLogPk(key)} / ${readRow(key, number).sk}` };
    };
    const otherReader = (row: Row) => ({ ...row, read: String(row.read).replace('p-1', 'p-2') });

    it('finds nothing where each read follows the one before', async () => {
      const { run } = await readThrice();
      expect(proofOf(await run())).toMatchObject({ reads: 3, readsValid: 3, violationsFound: 0 });
    });

    it.each([
      ['names another reader', 2, otherReader, [2]],
      ['is gone', 1, () => undefined, [2]],
      ['is no record any more', 2, (row: Row) => ({ ...row, read: '{' }), [2, 3]],
      ['has another hash', 1, (row: Row) => ({ ...row, hash: 'x' }), [1, 2]],
    ] as const)('names the place when a read %s, and repairs nothing', async (_, number, change, broken) => {
      const { run, spoil, name } = await readThrice();
      spoil(number, change);
      const proof = proofOf(await run());
      expect(named(proof)).toEqual(broken.map((one) => `broken-read-log ${name(one)} left`));
      expect(proof.readsValid).toBe(proof.reads - broken.length);
    });
  });

  it('of a case whose version was set by hand', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    const state = { ...found, version: 3 };
    world.tables.states.set(stateName(keyOf(found)), { key: keyOf(found), state });
    expect(named(proofOf(await world.run()))).toEqual([`versions-missing st1-${found.caseId} left`]);
  });

  it('of a text that is gone, though an erased one is none', async () => {
    const world = await provenRoom();
    const [gone, erased] = [await report(world, now), await report(world, now)];
    world.tables.texts.set(stateName(keyOf(gone)), []);
    const texts = world.tables.texts.get(stateName(keyOf(erased))) ?? [];
    world.tables.texts.set(
      stateName(keyOf(erased)),
      texts.map((text) => ({ ...text, sealed: { nonce: '', ciphertext: '' } })),
    );
    expect(named(proofOf(await world.run()))).toEqual([`texts-missing st1-${gone.caseId} left`]);
  });

  it('of two cases that are one, when one of them is gone', async () => {
    const world = await provenRoom();
    const [first, second, third] = [
      await report(world, now),
      await report(world, now),
      await report(world, now),
    ];
    await move(world, second, { move: 'mark-duplicate', of: first.caseId }, now);
    await move(world, third, { move: 'mark-duplicate', of: first.caseId }, now);
    expect(named(proofOf(await world.run()))).toEqual([]);
    world.tables.states.delete(stateName(keyOf(first)));
    const ofPrimary = named(proofOf(await world.run())).filter((one) => one.startsWith('orphan-join'));
    expect(ofPrimary.toSorted()).toEqual(
      [
        ...[second, third].map(({ caseId }) => `orphan-join st1-${caseId} left`),
        ...[second, third].map(({ caseId }) => `orphan-join S#st1#J#${first.caseId} / ${caseId} left`),
      ].toSorted(),
    );
  });

  it('of a case that is gone: its reference, its link, its place, its message and what finds it by telephone are orphans', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    world.tables.states.delete(stateName(keyOf(found)));
    const proof = proofOf(await world.run());
    const kinds = new Set(proof.violations.map(({ kind }) => kind));
    expect(kinds).toEqual(
      new Set(['orphan-reference', 'orphan-link', 'orphan-search', 'orphan-message', 'stray-due']),
    );
    expect(proof.repaired).toBe(0);
    const orphan = proof.violations.find(({ kind }) => kind === 'orphan-reference');
    expect(orphan).toMatchObject({ row: `st1-${found.reference}`, reference: found.reference });
  });

  it('of a message that would never be offered again is repaired, and one that is settled stays so', async () => {
    const world = await provenRoom();
    await report(world, now);
    const [lost = never(), sent = never()] = [...world.tables.due.keys()].filter((name) =>
      world.tables.deliveries.has(name),
    );
    world.tables.due.delete(lost);
    const settled = world.tables.deliveries.get(sent) ?? never();
    world.tables.deliveries.set(sent, { ...settled, state: 'sent' });
    const kinds = proofOf(await world.run()).violations.map(({ kind, repaired }) => `${kind} ${repaired}`);
    expect(kinds.toSorted()).toEqual(['message-due-though-settled true', 'message-not-armed true']);
    expect([world.tables.due.has(lost), world.tables.due.has(sent)]).toEqual([true, false]);
  });
});

describe('a proof while people go on working', () => {
  it('does not take a case that changes while it is read for a violation', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    let moved = false;
    const chain: ProofStore['chain'] = async (key) => {
      if (!moved && key.kind === 'case') {
        moved = true;
        await move(world, found, { move: 'note', text: '正在处理' }, later);
      }
      return world.proofs.chain(key);
    };
    const proof = proofOf(await world.run({ ...world.proofs, chain }));
    expect(proof).toMatchObject({ open: 1, armed: 1, chainsValid: 2, violationsFound: 0 });
  });

  it('repairs no row that was written meanwhile', async () => {
    const world = await provenRoom();
    const found = await report(world, now);
    world.tables.due.delete(stateName(keyOf(found)));
    let raced = false;
    const repair: ProofStore['repair'] = async (row, change) => {
      if (!raced) {
        raced = true;
        await move(world, found, { move: 'acknowledge' }, later);
      }
      return world.proofs.repair(row, change);
    };
    const proof = proofOf(await world.run({ ...world.proofs, repair }));
    expect(proof).toMatchObject({ open: 1, armed: 1, violationsFound: 0 });
    expect(dueAtOf(world, found)).toBe((await world.store.load(keyOf(found)))?.dueAt);
  });

  it('allows the index to lag for a while, and names what stays missing', async () => {
    const world = await provenRoom();
    const [old, fresh] = [await report(world, now), await report(world, later - MINUTE)];
    const isIndexed = async () => false;
    const dueIndex = async () => ({ has: () => false, partitions: [] });
    const proof = proofOf(await world.run({ ...world.proofs, dueIndex, isIndexed }));
    expect(proof).toMatchObject({ open: 2, armed: 2, indexed: 0 });
    expect(named(proof)).toEqual([`not-indexed st1-${old.caseId} left`]);
    expect(fresh.caseId).not.toBe(old.caseId);
  });
});

describe('the due index of a proof', () => {
  it('is read once, and asked only for what did not stand there then', async () => {
    const world = await provenRoom();
    for (let n = 0; n < 4; n += 1) await report(world, now);
    const [moved = never()] = [...world.tables.states.values()].filter(({ key }) => key.kind === 'case');
    let reads = 0;
    const dueIndex: ProofStore['dueIndex'] = async (remainingMs) => {
      reads += 1;
      const stood = await world.proofs.dueIndex(remainingMs);
      return { ...stood, has: (row) => row.key.id !== moved.key.id && stood.has(row) };
    };
    const asked: string[] = [];
    const isIndexed: ProofStore['isIndexed'] = (row) => {
      asked.push(row.key.id);
      return world.proofs.isIndexed(row);
    };
    const proof = proofOf(await world.run({ ...world.proofs, dueIndex, isIndexed }));
    expect(proof).toMatchObject({ open: 4, armed: 4, indexed: 4, violationsFound: 0 });
    expect([reads, asked]).toEqual([1, [moved.key.id]]);
  });

  it('is not read where nothing is open', async () => {
    const world = await provenRoom();
    const dueIndex = () => Promise.reject(new Error('nobody asked'));
    expect(proofOf(await world.run({ ...world.proofs, dueIndex }))).toMatchObject({ finished: true });
  });
});

describe('what the rows of a page lead to', () => {
  const counting = (proofs: ProofStore) => {
    const calls = { one: 0, many: 0 };
    const findAggregate: ProofStore['findAggregate'] = (key) => {
      calls.one += 1;
      return proofs.findAggregate(key);
    };
    const findAggregates: ProofStore['findAggregates'] = (keys) => {
      calls.many += 1;
      return proofs.findAggregates(keys);
    };
    return { calls, proofs: { ...proofs, findAggregate, findAggregates } };
  };

  /** The rows of links and references alone, so that no page has their cases too. */
  const linksOnly = (proofs: ProofStore): ProofStore => ({
    ...proofs,
    async scan(cursor) {
      const page = await proofs.scan(cursor);
      return { ...page, rows: page.rows.filter(({ row }) => row !== 'aggregate') };
    },
  });

  it('is loaded with one request for up to a hundred, and looked for again where it was not found', async () => {
    const world = await provenRoom();
    const found = [await report(world, now), await report(world, now), await report(world, now)];
    const { calls, proofs } = counting(world.proofs);
    expect(proofOf(await world.run(linksOnly(proofs)))).toMatchObject({ violationsFound: 0 });
    expect(calls).toEqual({ one: 0, many: 1 });
    const [gone = never()] = found;
    world.tables.states.delete(stateName(keyOf(gone)));
    const kinds = proofOf(await world.run(linksOnly(proofs))).violations.map(({ kind }) => kind);
    expect(kinds).toContain('orphan-reference');
    expect(calls.one).toBeGreaterThan(0);
  });

  it('is looked for one by one where a request for many cannot be read, and not where the store is silent', async () => {
    const world = await provenRoom();
    await report(world, now);
    const { calls, proofs } = counting(world.proofs);
    const odd = { ...linksOnly(proofs), findAggregates: () => Promise.reject(new TypeError('odd')) };
    expect(proofOf(await world.run(odd))).toMatchObject({ finished: true, violationsFound: 0 });
    expect(calls.one).toBeGreaterThan(0);
    const silent = { ...odd, findAggregates: () => Promise.reject(new Unavailable('no answer')) };
    await expect(world.run(silent)).rejects.toThrow(Unavailable);
  });
});

describe('a proof that is longer than its time', () => {
  /** One row a page, so that a run can end after any row. */
  const byRow = (proofs: ProofStore): ProofStore => ({
    ...proofs,
    async scan(cursor = '0') {
      const rows: SeenRow[] = [];
      let next: string | undefined;
      do {
        const page = await proofs.scan(next);
        rows.push(...page.rows);
        next = page.next;
      } while (next !== undefined);
      const place = Number(cursor);
      const isLast = place + 1 >= rows.length;
      return { rows: rows.slice(place, place + 1), ...(!isLast && { next: String(place + 1) }) };
    },
  });

  it('continues where it stopped, counts nothing twice, and says until then that it is unfinished', async () => {
    const world = await provenRoom();
    for (let n = 0; n < 4; n += 1) await report(world, now);
    const lost = [...world.tables.states].find(([, { key }]) => key.kind === 'case')?.[0] ?? never();
    world.tables.due.delete(lost);
    const unfinished: (boolean | undefined)[] = [];
    let runs = 0;
    for (let finished = false; !finished && runs < 100; runs += 1) {
      let pages = 0;
      const threePages = () => (pages++ < 3 ? 1000 : 0);
      const ran = await world.run(byRow(world.proofs), later + runs * DAY, threePages);
      finished = ran.finished;
      if (!finished) expect(await world.proofs.loadRun('everything')).toMatchObject({ startedAt: later });
      unfinished.push((await world.store.latestProof(deskOf('chief')))?.finished);
    }
    expect(runs).toBeGreaterThan(3);
    expect(unfinished.slice(0, -1)).toEqual(Array.from({ length: runs - 1 }, () => false));
    const proof = await world.store.latestProof(deskOf('chief'));
    expect(proof).toMatchObject({ open: 4, armed: 3, chains: 5, violationsFound: 1, finished: true });
    expect(proof).toMatchObject({ startedAt: later, at: later + (runs - 1) * DAY });
  });

  it('saves its progress when the store fails, and counts the failed page once', async () => {
    const world = await provenRoom();
    for (let n = 0; n < 3; n += 1) await report(world, now);
    const store = byRow(world.proofs);
    let reads = 0;
    const chain: ProofStore['chain'] = (key) => {
      reads += key.kind === 'case' ? 1 : 0;
      return reads === 2 ? Promise.reject(new Unavailable('too busy')) : store.chain(key);
    };
    await expect(world.run({ ...store, chain })).rejects.toThrow(Unavailable);
    expect(await world.store.latestProof(deskOf('chief'))).toMatchObject({ open: 1, finished: false });
    expect(proofOf(await world.run({ ...store, chain }))).toMatchObject({
      open: 3,
      armed: 3,
      finished: true,
    });
  });

  it('lists the first fifty violations and counts all', async () => {
    const world = await provenRoom();
    for (let n = 0; n < 60; n += 1) await report(world, now);
    for (const [name, { key }] of world.tables.states) {
      if (key.kind === 'case') world.tables.facts.set(name, []);
    }
    const ran = await world.run();
    expect(proofOf(ran)).toMatchObject({ chains: 61, chainsValid: 1, violationsFound: 60 });
    expect([proofOf(ran).violations.length, ran.violations.length]).toEqual([50, 50]);
  });
});

describe('a row that cannot be judged', () => {
  it('is named, and the rows after it are still judged', async () => {
    const world = await provenRoom();
    const [unreadable, healthy] = [await report(world, now), await report(world, now)];
    const dueIndex = async () => ({ has: () => false, partitions: [] });
    const isIndexed: ProofStore['isIndexed'] = (row) =>
      row.key.id === unreadable.caseId ? Promise.reject(new TypeError('odd')) : world.proofs.isIndexed(row);
    const proof = proofOf(await world.run({ ...world.proofs, dueIndex, isIndexed }));
    expect(proof.violations).toMatchObject([
      { kind: 'unreadable', row: `st1-${unreadable.caseId}`, where: 'TypeError' },
    ]);
    expect(proof).toMatchObject({ open: 2, armed: 2, indexed: 1 });
    expect(healthy.caseId).not.toBe(unreadable.caseId);
  });

  it('that belongs to no station is reported only to the operators', async () => {
    const world = await provenRoom();
    const row = { row: 'stray', name: 'X#1 / Y' } as const;
    const ran = await world.run({ ...world.proofs, scan: async () => ({ rows: [row] }) });
    expect(ran).toMatchObject({
      proofs: [],
      withoutStation: 1,
      violations: [{ kind: 'stray-due', row: 'X#1 / Y' }],
    });
  });
});

it('every kind of violation has a name of its own', () => {
  expect(new Set(violationKinds).size).toBe(violationKinds.length);
});

const dueAtOf = ({ tables }: DutyRoom, found: Case): Instant | undefined =>
  tables.due.get(stateName(keyOf(found)))?.row.dueAt;

function setDueAt({ tables }: DutyRoom, found: Case, dueAt: Instant, parked = 0): void {
  const row = { row: 'aggregate', key: keyOf(found), dueAt } as const;
  tables.due.set(stateName(keyOf(found)), { lane: found.priority, shard: 0, row, parked });
}

function never(): never {
  throw new Error('it is there');
}
