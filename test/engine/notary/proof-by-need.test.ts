import { describe, expect, it } from 'vitest';
import { memoryCheckpoints, memoryNotaryLog } from '../../../shared/adapters/memory/notary-log.ts';
import { proofStore } from '../../../shared/adapters/memory/proof.ts';
import { stateName } from '../../../shared/adapters/memory/tables.ts';
import type { Case } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { DAY, HOUR, type Instant, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { segmentWriter } from '../../../shared/engine/notary/segment-writer.ts';
import type { ProofReason } from '../../../shared/engine/proof/proof.ts';
import type { ProofStore } from '../../../shared/engine/proof/proof-store.ts';
import { prove } from '../../../shared/engine/proof/prove.ts';
import { personId } from '../../../shared/engine/scope.ts';
import { Unavailable } from '../../../shared/engine/storage/store-errors.ts';
import { peoplePk } from '../../../shared/stations/keys.ts';
import { ampleTime, fastPath, move, report } from '../../cases/duty-room.ts';
import { station } from '../../cases/room.ts';
import { at } from '../wall-clock.ts';
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
const first = now + 2 * HOUR;
const other = { kind: 'staff', person: personId('p-other'), role: 'officer', station } as const;

/** An open case and two that have ended, all of it stated and proven; `store` changes what the prover reads from. */
async function provenOnce() {
  const world = await witnessedRoom();
  const [open, ended, idle] = [await report(world, now), await report(world, now), await report(world, now)];
  for (const one of [ended, idle]) {
    await move(world, one, { move: 'mark-duplicate', of: open.caseId }, now + MINUTE);
  }
  await settled(world, now + 2 * MINUTE);
  const inner = proofStore(world.tables, world.aggregates);
  const notary = {
    log: memoryNotaryLog(world.entries),
    checkpoints: memoryCheckpoints(world.parts),
    mac: testMac,
  };
  const through = async (
    changes: Partial<ProofStore>,
    when: Instant,
    remainingMs = ampleTime,
    why?: ProofReason,
  ) => prove({ ...world, proofs: { ...inner, ...changes }, notary }, when, remainingMs, why);
  const lines = async (when: Instant, why?: ProofReason) =>
    linesOf(proofOf(await world.prove(when, ampleTime, why)));
  expect(proofOf(await world.prove(first))).toMatchObject({ covers: 'everything', violations: [] });
  return { ...world, open, ended, idle, inner, through, lines };
}

/** The messages that are due are sent, and what happened is stated. */
async function settled(world: WitnessedRoom, when: Instant): Promise<void> {
  for (const minutes of [0, 3, 6]) await fastPath(world, when + minutes * MINUTE);
  await world.state(when + 7 * MINUTE);
}

/** A case that began and ended after the first proof, within a day. */
async function brief(world: WitnessedRoom & { readonly open: Case }, when: Instant): Promise<Case> {
  const found = await report(world, when);
  await move(world, found, { move: 'mark-duplicate', of: world.open.caseId }, when + MINUTE);
  await settled(world, when + 2 * MINUTE);
  return found;
}

/** Gives each fact of a case another author, with each hash made anew; nobody hears of it. */
function falsify(world: WitnessedRoom, found: Case): void {
  const facts = factsOf(world.tables, keyOf(found)).map((fact) => ({ ...fact, by: other }));
  rewrite(world.tables, keyOf(found), facts);
  world.stream();
}

/** A case of its own that is dropped whole, unheard. Returns how a proof names it. */
async function dropped(world: WitnessedRoom, when: Instant): Promise<string> {
  const found = await report(world, when);
  await settled(world, when);
  const version = factsOf(world.tables, keyOf(found)).at(-1)?.version;
  dropCase(world.tables, found);
  world.stream();
  return `missing ${nameOf(found)} version ${version}`;
}

const nameOf = ({ caseId }: Case): string => `st1-${caseId}`;

describe('the proof of a day', () => {
  it('looks at what is open and what changed, says so, and says when everything was looked at', async () => {
    const world = await provenOnce();
    await world.lines(first + DAY);
    const fresh = await brief(world, first + DAY + HOUR);
    const read: string[] = [];
    const chain: ProofStore['chain'] = (key) => {
      read.push(stateName(key));
      return world.inner.chain(key);
    };
    const scan = () => Promise.reject(new Error('the table is not passed over'));
    const proof = proofOf(await world.through({ chain, scan }, first + 2 * DAY));
    expect(proof).toMatchObject({ covers: 'open-and-changed', everythingAt: first, finished: true });
    expect(proof).toMatchObject({ open: 1, armed: 1, indexed: 1, violations: [] });
    const cases = new Set(read.filter((name) => name.includes('#case#')));
    expect([...cases].toSorted()).toEqual([world.open, fresh].map((one) => stateName(keyOf(one))).toSorted());
    expect(proof).toMatchObject({ chains: 3, chainsValid: 3, stated: 3, statedValid: 3 });
  });

  it('is of everything once a week, and when it is asked for', async () => {
    const world = await provenOnce();
    const covered: unknown[] = [];
    for (let day = 1; day <= 8; day += 1) {
      // Some minutes early or late, as a schedule is.
      const proof = proofOf(await world.prove(first + day * DAY - day * MINUTE));
      covered.push(proof.covers === 'everything' ? day : '-', proof.finished);
    }
    expect(covered.filter((one) => one !== true)).toEqual(['-', '-', '-', '-', '-', '-', 7, '-']);
    const asked = proofOf(await world.prove(first + 9 * DAY, ampleTime, 'asked'));
    expect(asked).toMatchObject({ covers: 'everything', why: 'asked', everythingAt: first + 9 * DAY });
    // The week begins anew with it.
    for (const day of [10, 14]) {
      expect(proofOf(await world.prove(first + day * DAY))).toMatchObject({
        covers: 'open-and-changed',
        everythingAt: first + 9 * DAY,
      });
    }
  });

  it('names a falsified history of an open case to which nothing happened', async () => {
    const world = await provenOnce();
    falsify(world, world.open);
    expect(await world.lines(first + DAY)).toEqual([`rewritten ${nameOf(world.open)} version 3`]);
  });

  it('names a falsified history of an ended case that changed since the proof before', async () => {
    const world = await provenOnce();
    await world.lines(first + DAY);
    const fresh = await brief(world, first + DAY + HOUR);
    falsify(world, fresh);
    expect(await world.lines(first + 2 * DAY)).toEqual([`rewritten ${nameOf(fresh)} version 2`]);
  });

  it('misses an open case that was dropped whole, though nobody heard of it', async () => {
    const world = await provenOnce();
    dropCase(world.tables, world.open);
    world.stream();
    const line = `missing ${nameOf(world.open)} version 3`;
    expect(await world.lines(first + DAY)).toEqual([line]);
    expect(await world.lines(first + 2 * DAY)).toEqual([line]);
  });

  it('looks once more at a case that has ended, and then no more', async () => {
    const world = await provenOnce();
    await brief(world, first + HOUR);
    const chains = async (day: number) => proofOf(await world.prove(first + day * DAY)).chains;
    expect([await chains(1), await chains(2)]).toEqual([3, 2]);
  });

  it('arms an open case that lost its place in the due index', async () => {
    const world = await provenOnce();
    world.tables.due.delete(stateName(keyOf(world.open)));
    const proof = proofOf(await world.prove(first + DAY));
    expect(linesOf(proof)).toEqual([`not-armed ${nameOf(world.open)} repaired`]);
    expect(proof).toMatchObject({ covers: 'open-and-changed', open: 1, armed: 0, repaired: 1 });
    expect(await world.lines(first + 2 * DAY)).toEqual([]);
  });

  it('looks at each register, and names a person who was added past it', async () => {
    const world = await provenOnce();
    const people = peoplePk(station);
    const rows = new Map(world.tables.companions.get(people));
    const row = { pk: people, sk: 'p-stranger', role: 'chief' };
    world.tables.companions.set(people, rows.set(row.sk, row));
    expect(await world.lines(first + DAY)).toEqual([`register-changed ${people} / p-stranger not-recorded`]);
  });
});

describe('what the proof of a day does not look at', () => {
  it('is a falsified history of an ended case, until the week is over or somebody asks', async () => {
    for (const [when, why] of [
      [first + 7 * DAY, 'daily'],
      [first + 3 * DAY, 'asked'],
    ] as const) {
      const world = await provenOnce();
      await world.lines(first + DAY);
      falsify(world, world.ended);
      expect(await world.lines(first + 2 * DAY)).toEqual([]);
      expect(await world.lines(when, why)).toEqual([`rewritten ${nameOf(world.ended)} version 2`]);
    }
  });

  it('stays named every day once it was found, until it is seen to be right', async () => {
    const world = await provenOnce();
    const key = keyOf(world.ended);
    const [facts = [], state] = [
      world.tables.facts.get(stateName(key)),
      world.tables.states.get(stateName(key)),
    ];
    falsify(world, world.ended);
    const reference =
      [...world.tables.companions].find(([pk]) => pk.endsWith(world.idle.reference)) ?? never();
    world.tables.companions.set(
      reference[0],
      new Map([...reference[1]].map(([sk, row]) => [sk, { ...row, caseId: 'c1' }])),
    );
    const found = [
      `orphan-reference st1-${world.idle.reference}`,
      `rewritten ${nameOf(world.ended)} version 2`,
    ];
    expect(await world.lines(first + DAY, 'asked')).toEqual(found);
    for (const day of [2, 3]) {
      const proof = proofOf(await world.prove(first + day * DAY));
      expect(linesOf(proof)).toEqual(found);
      expect(proof).toMatchObject({ covers: 'open-and-changed', violationsFound: 2 });
    }
    world.tables.facts.set(stateName(key), facts);
    world.tables.states.set(stateName(key), state ?? never());
    world.tables.companions.set(...reference);
    expect(await world.lines(first + 4 * DAY)).toEqual([]);
  });
});

describe('a proof of everything', () => {
  it('that does not get through goes on after the proof of each day, and names what it finds the day after', async () => {
    const world = await provenOnce();
    falsify(world, world.ended);
    const scan = rowByRow(world.inner);
    const week = first + 7 * DAY;
    const begun = await world.through({ scan }, week, pages(6));
    expect(begun).toMatchObject({ finished: false, isLate: false });
    expect(proofOf(begun)).toMatchObject({ covers: 'open-and-changed', finished: true, everythingAt: first });

    const reports = [];
    for (let day = 1; day <= 30 && reports.at(-1)?.finished !== true; day += 1) {
      reports.push(await world.through({ scan }, week + day * DAY, pages(7)));
    }
    const last = reports.at(-1) ?? never();
    const between = reports.slice(0, -1);
    expect(between.length).toBeGreaterThan(3);
    for (const one of between) {
      expect(proofOf(one)).toMatchObject({ covers: 'open-and-changed', finished: true, everythingAt: first });
    }
    const line = `rewritten ${nameOf(world.ended)} version 2`;
    const named = between.map((one) => linesOf(proofOf(one)).includes(line));
    const unpublished = between.map((one) => one.unpublished);
    // Found once, not yet in a proof; from then on in each.
    expect(unpublished.filter((count) => count > 0)).toEqual([1]);
    expect(named.indexOf(true)).toBe(unpublished.indexOf(1) + 1);
    expect(named.slice(named.indexOf(true)).every(Boolean)).toBe(true);
    expect(proofOf(last)).toMatchObject({
      covers: 'everything',
      finished: true,
      startedAt: week,
      everythingAt: week,
    });
    expect(linesOf(proofOf(last))).toEqual([line]);
  });

  it('has the later runs of a day for itself, and leaves the proof of the day in its place', async () => {
    const world = await provenOnce();
    const scan = rowByRow(world.inner);
    const week = first + 7 * DAY;
    await world.through({ scan }, week, pages(6));
    const [day] = [await world.through({ scan }, week + DAY, pages(6))];
    expect(proofOf(day)).toMatchObject({ covers: 'open-and-changed', finished: true });
    const rowsOf = () => Promise.reject(new Error('of what is open there is a proof'));
    const latest = () => world.tables.proofs.get(station);
    const later = await world.through({ scan, rowsOf }, week + DAY + 6 * HOUR, pages(4));
    expect(later).toMatchObject({ finished: false, isLate: false });
    expect(latest()).toEqual(proofOf(day));
    // Whoever asks gets a new one of what is open.
    await world.through({ scan }, week + DAY + 7 * HOUR, pages(6), 'asked');
    expect(latest()).toMatchObject({ covers: 'open-and-changed', why: 'asked', at: week + DAY + 7 * HOUR });
    const end = await world.through({ scan }, week + DAY + 8 * HOUR);
    expect(proofOf(end)).toMatchObject({ covers: 'everything', finished: true, startedAt: week });
    expect(latest()).toEqual(proofOf(end));
  });

  it('goes on with the rows of which it could not keep what it noted', async () => {
    const world = await provenOnce();
    const scan = rowByRow(world.inner);
    const week = first + 7 * DAY;
    await world.through({ scan }, week, pages(6));
    const saved = world.tables.proofRuns.get('everything');
    expect(saved?.cursor).toBeDefined();
    const inner = memoryCheckpoints(world.parts);
    const writePart = () => Promise.reject(new Unavailable('nothing is kept'));
    const notary = {
      log: memoryNotaryLog(world.entries),
      checkpoints: { ...inner, writePart },
      mac: testMac,
    };
    const failing = { ...world, proofs: { ...world.inner, scan }, notary };
    await expect(prove(failing, week + HOUR, pages(5))).rejects.toThrow('nothing is kept');
    expect(world.tables.proofRuns.get('everything')).toEqual(saved);
    await world.through({ scan }, week + 2 * HOUR, pages(5));
    expect(world.tables.proofRuns.get('everything')?.cursor).not.toBe(saved?.cursor);
  });

  it('comes on the day that it is due after the proof of that day, and begins only once that is through', async () => {
    const world = await provenOnce();
    const scan = rowByRow(world.inner);
    const week = first + 7 * DAY;
    const line = await dropped(world, first + HOUR);
    const short = await world.through({ scan }, week, pages(2));
    expect(short).toMatchObject({ finished: false, isLate: true });
    expect(world.tables.proofRuns.has('open-and-changed')).toBe(true);
    expect(world.tables.proofRuns.has('everything')).toBe(false);
    const day = await world.through({ scan }, week + HOUR, pages(6));
    expect(day).toMatchObject({ finished: false, isLate: false });
    expect(proofOf(day)).toMatchObject({ covers: 'open-and-changed', finished: true });
    expect(linesOf(proofOf(day))).toEqual([line]);
    const end = proofOf(await world.through({ scan }, week + 2 * HOUR));
    expect(end).toMatchObject({ covers: 'everything', finished: true, startedAt: week + HOUR });
    expect(linesOf(end)).toEqual([line]);
    expect(await world.lines(week + DAY)).toEqual([line]);
  });

  it('leaves to the next day what the proof just before it has found', async () => {
    const world = await provenOnce();
    const line = await dropped(world, first + HOUR);
    for (const day of [7, 8, 9]) expect(await world.lines(first + day * DAY)).toEqual([line]);
  });

  it('that is asked for is late where there was no proof of the day', async () => {
    const world = await provenOnce();
    const scan = rowByRow(world.inner);
    const asked = (when: Instant) => world.through({ scan }, when, pages(3), 'asked');
    await world.lines(first + DAY);
    expect(await asked(first + DAY + HOUR)).toMatchObject({ finished: false, isLate: false });
    const idle = await provenOnce();
    const late = await idle.through({ scan: rowByRow(idle.inner) }, first + 2 * DAY, pages(3), 'asked');
    expect(late).toMatchObject({ finished: false, isLate: true });
  });

  it('names what the proof of the day has named since it began, also when it ends in a later run of that day', async () => {
    const world = await provenOnce();
    const scan = rowByRow(world.inner);
    const week = first + 7 * DAY;
    // It has passed all rows but some of the last, so it finds nothing of what happens now.
    const rows = (await world.inner.scan()).rows.length;
    await world.through({ scan }, week, pages(rows));
    const armed = await report(world, week + HOUR);
    await settled(world, week + HOUR);
    dropCase(world.tables, world.open);
    world.stream();
    world.tables.due.delete(stateName(keyOf(armed)));
    const lines = [
      `missing ${nameOf(world.open)} version 3`,
      `not-armed ${nameOf(armed)} repaired`,
    ].toSorted();
    const day = await world.through({ scan }, week + DAY, pages(6));
    expect(day).toMatchObject({ finished: false });
    expect(linesOf(proofOf(day))).toEqual(lines);
    const end = proofOf(await world.through({ scan }, week + DAY + 6 * HOUR));
    expect(end).toMatchObject({ covers: 'everything', finished: true, startedAt: week });
    expect(linesOf(end)).toEqual(lines);
    expect(end).toMatchObject({ violationsFound: 2, repaired: 1 });
    expect(world.tables.proofs.get(station)).toEqual(end);
  });

  it('is late when none has got through for two weeks', async () => {
    const world = await provenOnce();
    const scan: ProofStore['scan'] = async () => ({ rows: [], next: 'on' });
    let left = 20;
    expect(await world.through({ scan }, first + 7 * DAY, () => left--)).toMatchObject({ isLate: false });
    left = 20;
    expect(await world.through({ scan }, first + 13 * DAY, () => left--)).toMatchObject({ isLate: false });
    left = 20;
    expect(await world.through({ scan }, first + 14 * DAY, () => left--)).toMatchObject({ isLate: true });
  });

  it('comes first where nothing tells what changed: no state of the log was kept, or the table was restored', async () => {
    const lost = await provenOnce();
    lost.parts.clear();
    expect(proofOf(await lost.prove(first + DAY))).toMatchObject({ covers: 'everything' });
    const restored = await provenOnce();
    const log = memoryNotaryLog(restored.entries);
    const writer = segmentWriter(log, testMac, restored.system);
    await writer.write({
      at: first + HOUR,
      statements: [],
      objections: [],
      restored: { to: first + MINUTE },
    });
    expect(proofOf(await restored.prove(first + DAY))).toMatchObject({ covers: 'everything' });
  });

  it('comes again after one that was made without the log, and names what that one has named', async () => {
    const world = await provenOnce();
    const reference =
      [...world.tables.companions].find(([pk]) => pk.endsWith(world.idle.reference)) ?? never();
    const elsewhere = [...reference[1]].map(([sk, row]) => [sk, { ...row, caseId: 'c1' }] as const);
    world.tables.companions.set(reference[0], new Map(elsewhere));
    const silent = () => Promise.reject(new Unavailable('the log does not answer'));
    const notary = { log: { read: silent }, checkpoints: memoryCheckpoints(world.parts), mac: testMac };
    const line = `orphan-reference st1-${world.idle.reference}`;
    const faulty = await prove({ ...world, proofs: world.inner, notary }, first + DAY, ampleTime);
    expect(faulty).toMatchObject({ finished: false, isLate: true });
    expect(linesOf(proofOf(faulty))).toEqual([line]);
    // Time for what is open alone: that it is to begin anew is not forgotten.
    await world.through({}, first + 2 * DAY, pages(4));
    const again = proofOf(await world.prove(first + 2 * DAY + HOUR));
    expect(again).toMatchObject({ covers: 'everything', finished: true, startedAt: first + 2 * DAY + HOUR });
    expect(linesOf(again)).toEqual([line]);
    expect(await world.lines(first + 3 * DAY)).toEqual([line]);
  });

  it('comes again after one whose first half alone was made without the log', async () => {
    const world = await provenOnce();
    const scan = rowByRow(world.inner);
    const reference =
      [...world.tables.companions].find(([pk]) => pk.endsWith(world.idle.reference)) ?? never();
    const elsewhere = [...reference[1]].map(([sk, row]) => [sk, { ...row, caseId: 'c1' }] as const);
    world.tables.companions.set(reference[0], new Map(elsewhere));
    const silent = () => Promise.reject(new Unavailable('the log does not answer'));
    const notary = { log: { read: silent }, checkpoints: memoryCheckpoints(world.parts), mac: testMac };
    const faulty = { ...world, proofs: { ...world.inner, scan }, notary };
    const { length } = (await world.inner.scan()).rows;
    const line = `orphan-reference st1-${world.idle.reference}`;
    // Twice silent: the second run has no time for a row, and does not forget how the first has passed them.
    for (const [minutes, some] of [
      [0, length - 4],
      [1, 1],
    ] as const) {
      const begun = await prove(faulty, first + DAY + minutes * MINUTE, pages(some));
      expect(begun).toMatchObject({ finished: false });
      expect(linesOf(proofOf(begun))).toEqual([line]);
    }
    const after = proofOf(await world.through({ scan }, first + DAY + HOUR));
    expect(after).toMatchObject({ covers: 'everything', finished: true, startedAt: first + DAY + HOUR });
    // It was noted, so the proof of the next day looks at it again.
    expect(await world.lines(first + 2 * DAY)).toEqual([line]);
  });

  it('is not made because the log is folded anew for the roots of the day', async () => {
    const world = await provenOnce();
    await world.lines(first + DAY);
    // Soon after midnight, when no roots are taken yet, and later that day.
    const midnight = at('2026-11-25 00:05');
    await move(world, world.open, { move: 'note', text: '补记' }, midnight - MINUTE);
    await world.state(midnight);
    await world.lines(midnight + MINUTE);
    const proof = proofOf(await world.prove(midnight + 10 * HOUR));
    expect(proof).toMatchObject({ covers: 'open-and-changed', chains: 2, everythingAt: first });
    expect(proof.root?.day).toBe('2026-11-25');
  });
});

/** One row a page, so that a run can end after any row. */
const rowByRow =
  (proofs: ProofStore): ProofStore['scan'] =>
  async (cursor = '0') => {
    const { rows } = await proofs.scan();
    const end = Number(cursor) + 1;
    return { rows: rows.slice(Number(cursor), end), ...(end < rows.length && { next: String(end) }) };
  };

/** Time to look at the clock so often, before each page of the log, of the table and of what is compared. */
const pages = (most: number) => {
  let left = most;
  return () => left--;
};

function never(): never {
  throw new Error('never');
}
