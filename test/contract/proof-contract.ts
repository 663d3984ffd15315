import { beforeEach, describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { Store } from '../../shared/cases/world.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { partitionOf } from '../../shared/engine/proof/partition-of.ts';
import type { Proof } from '../../shared/engine/proof/proof.ts';
import type { ProofStore } from '../../shared/engine/proof/proof-store.ts';
import type { SeenAggregate, SeenRow } from '../../shared/engine/proof/seen.ts';
import { aggregatePk, rootPk, unstatedRow } from '../../shared/engine/storage/keys.ts';
import { appendRead } from '../../shared/engine/storage/read-log.ts';
import { brief, moved, officer, scope, st1, submitted, TEN } from './cases.ts';

export interface ProofUnderTest {
  readonly store: Store;
  readonly proofs: ProofStore;
}

const proof: Proof = {
  station: st1,
  startedAt: TEN,
  why: 'asked',
  at: TEN + MINUTE,
  finished: true,
  open: 3,
  armed: 2,
  indexed: 2,
  parked: 1,
  messages: 4,
  messagesArmed: 4,
  chains: 5,
  chainsValid: 5,
  reads: 7,
  readsValid: 6,
  stated: 9,
  statedValid: 8,
  unstated: 1,
  root: { day: '2026-11-23', chains: 9, root: 'r' },
  violationsFound: 2,
  repaired: 1,
  violations: [
    { kind: 'not-armed', row: 'st1-c1', reference: submitted().after.reference, repaired: true },
    { kind: 'broken-chain', row: 'st1-c2', where: 'F#2#0', repaired: false },
  ],
};

/** The contract between the prover and every store. */
export function proofContract(name: string, make: () => Promise<ProofUnderTest>): void {
  describe(`the prover’s view ${name}`, () => {
    let made: ProofUnderTest;
    beforeEach(async () => {
      made = await make();
    });
    const proofs = () => made.proofs;
    const store = () => made.store;

    const kept = async () => {
      const report = submitted();
      await store().commit(report);
      return report;
    };
    const looked = async ({ after }: { after: { station: typeof st1; caseId: string } }) => {
      const seen = await proofs().findAggregate(keyOf(after as Parameters<typeof keyOf>[0]));
      if (seen === undefined) throw new Error('it was there a moment ago');
      return seen;
    };

    it('shows each row once, by its kind, over all pages', async () => {
      const reports = await Promise.all(Array.from({ length: 120 }, kept));
      await store().addMessage(brief);
      const rows = await allRows(proofs());
      const of = (kind: SeenRow['row']) => rows.filter(({ row }) => row === kind);
      const ids = reports.map(({ after }) => `st1-${after.caseId}`).toSorted();
      expect(of('aggregate').map((row) => row.name)).toHaveLength(120);
      expect(
        of('aggregate')
          .map((row) => row.name)
          .toSorted(),
      ).toEqual(ids);
      expect(of('delivery')).toHaveLength(reports.flatMap(({ deliveries }) => deliveries).length + 1);
      expect([of('reference').length, of('link').length, of('stray').length]).toEqual([120, 120, 0]);
      expect(new Set(rows.map((row) => row.station))).toEqual(new Set([st1]));
    });

    it('shows an open case where it is due, and one that has ended due nowhere', async () => {
      const report = await kept();
      const open = await looked(report);
      expect(open).toMatchObject({ open: true, listed: true, parked: false, priority: 'P2' });
      expect(open).toMatchObject({ found: report.after, due: { at: report.after.dueAt, swept: true } });
      expect(await proofs().isIndexed(open)).toBe(true);
      await store().commit(moved(report.after, { move: 'withdraw' }, TEN, { kind: 'resident' }));
      const ended = await looked(report);
      expect(ended).toMatchObject({ open: false, listed: true });
      expect(ended).not.toHaveProperty('due');
      expect(await proofs().isIndexed({ ...open, seen: ended.seen } as SeenAggregate)).toBe(false);
    });

    it('knows of the whole due index what stands there, under the keys that it has', async () => {
      const reports = Array.from({ length: 60 }, () => submitted());
      for (const report of reports) await store().commit(report);
      const rows = await Promise.all(reports.map(looked));
      const stands = await proofs().dueIndex(() => 1);
      expect(rows.filter((row) => !stands.has(row))).toEqual([]);
      const named = new Set(stands.partitions);
      expect(rows.filter(({ key }) => !named.has(aggregatePk(key)))).toEqual([]);
      const [report = never(), seen = never()] = [reports[0], rows[0]];
      const parked = { row: 'aggregate', key: seen.key, dueAt: report.after.dueAt } as const;
      await store().park(parked, report.after.dueAt + HOUR);
      const moved = await looked(report);
      // As it was read: the row stands elsewhere now.
      expect(stands.has(moved)).toBe(false);
      expect((await proofs().dueIndex(() => 1)).has(moved)).toBe(true);
      // Without any time nothing is known, and each row is asked for.
      expect((await proofs().dueIndex(() => 0)).has(moved)).toBe(false);
    });

    it('shows a parked row as parked', async () => {
      const { after } = await kept();
      const row = { row: 'aggregate', key: keyOf(after), dueAt: after.dueAt } as const;
      await store().park(row, after.dueAt + HOUR);
      const seen = await looked({ after });
      expect(seen).toMatchObject({ parked: true, due: { at: after.dueAt + HOUR } });
      expect(await proofs().isIndexed(seen)).toBe(true);
      expect(await proofs().repair(seen, { due: { lane: after.priority, at: after.dueAt } })).toBe(true);
      expect(await looked({ after })).toMatchObject({ parked: false, due: { at: after.dueAt } });
    });

    it('finds many aggregates at once, and leaves out what does not exist', async () => {
      const reports = Array.from({ length: 99 }, () => submitted());
      for (const report of reports) await store().commit(report);
      const keys = reports.map(({ after }) => keyOf(after));
      const found = await proofs().findAggregates([...keys, keyOf(submitted().after)]);
      const names = (rows: readonly SeenAggregate[]) => rows.map(({ name }) => name).toSorted();
      const one = await Promise.all(keys.map((key) => proofs().findAggregate(key)));
      expect(names(found)).toEqual(names(one.map((row) => row ?? never())));
      expect(found.find(({ name }) => name === one[0]?.name)).toEqual(one[0]);
    });

    it('returns the history of a case without its texts', async () => {
      const report = await kept();
      const note = moved(report.after, { move: 'note', text: 'x' });
      await store().commit(note);
      const { facts, texts } = await proofs().chain(keyOf(report.after));
      expect(facts).toEqual([...report.facts, ...note.facts]);
      expect(texts.map(({ version, index }) => [version, index])).toEqual([
        [1, 0],
        [2, 0],
      ]);
    });

    it('shows each recorded read, with the one before it', async () => {
      const key = keyOf((await kept()).after);
      for (const request of ['r1', 'r2', 'r3']) {
        await appendRead(store(), key, { at: TEN, by: officer, what: ['text'], request });
      }
      const rows = (await allRows(proofs())).filter((row) => row.row === 'read');
      expect(rows.map((row) => row.number)).toEqual([1, 2, 3]);
      expect(rows[0]).toMatchObject({ station: st1, name: `V#st1#case#${key.id} / READ#0000000001` });
      const requests = async (number: number) =>
        (await proofs().reads(key, number)).map((read) => read.request);
      expect(await requests(1)).toEqual(['r1']);
      expect(await requests(3)).toEqual(['r2', 'r3']);
      expect(await requests(9)).toEqual([]);
    });

    it('repairs a row only if it is still as it was read', async () => {
      const { after } = await kept();
      const seen = await looked({ after });
      const due = { lane: after.priority, at: TEN + DAY };
      expect(await proofs().repair(seen, { due })).toBe(true);
      const mended = await looked({ after });
      expect(mended.due).toEqual({ at: TEN + DAY, swept: true });
      expect(await proofs().isIndexed(mended)).toBe(true);
      expect((await store().due(after.priority, 0, TEN + DAY, 10)).rows.length).toBeGreaterThan(0);
      expect(await proofs().repair(seen, { due: 'none' })).toBe(false);
      expect(await looked({ after })).toEqual(mended);
      // A repair does not change the version, so a commit that was decided before it still succeeds.
      expect(await store().commit(moved(after, { move: 'acknowledge' }))).toEqual({ ok: true });
    });

    it('removes a row from the due index, and adds a message again', async () => {
      const report = await kept();
      const rows = await allRows(proofs());
      const message = rows.find((row) => row.row === 'delivery');
      if (message === undefined) throw new Error('a report sends messages');
      expect(await proofs().repair(message, { due: 'none' })).toBe(true);
      const without = (await allRows(proofs())).find((row) => row.name === message.name);
      expect(without).not.toHaveProperty('due');
      if (without?.row !== 'delivery') throw new Error('still a message');
      expect(await proofs().repair(without, { due: { lane: 'P2', at: TEN + HOUR } })).toBe(true);
      const back = (await allRows(proofs())).find((row) => row.name === message.name);
      expect(back).toMatchObject({ pending: true, due: { at: TEN + HOUR, swept: true } });
      expect(await looked(report)).toMatchObject({ open: true });
    });

    it('keeps an unfinished run until it is over', async () => {
      expect(await proofs().loadRun('everything')).toBeUndefined();
      const run = { startedAt: TEN, why: 'asked', cursor: 'here', proofs: [proof] } as const;
      await proofs().saveRun('everything', run);
      expect(await proofs().loadRun('everything')).toEqual(run);
      const inLog = { startedAt: TEN, why: 'daily', inLog: true, proofs: [proof] } as const;
      await proofs().saveRun('everything', inLog);
      expect(await proofs().loadRun('everything')).toEqual(inLog);
      await proofs().saveRun('everything', { ...inLog, cursor: 'S#st1#case#c' });
      expect(await proofs().loadRun('everything')).toEqual({ ...inLog, cursor: 'S#st1#case#c' });
      const withoutLog = { ...run, withoutLog: true } as const;
      await proofs().saveRun('everything', withoutLog);
      expect(await proofs().loadRun('everything')).toEqual(withoutLog);
      const anew = { startedAt: TEN, why: 'daily', anew: true, proofs: [] } as const;
      await proofs().saveRun('everything', anew);
      expect(await proofs().loadRun('everything')).toEqual(anew);
      await proofs().saveRun('open-and-changed', run);
      await proofs().saveRun('everything', undefined);
      expect(await proofs().loadRun('everything')).toBeUndefined();
      expect(await proofs().loadRun('open-and-changed')).toEqual(run);
    });

    it('gives the rows of a partition as the scan does, and none of any other', async () => {
      const [report] = [await kept(), await kept()];
      const all = await allRows(proofs());
      const partitions = new Set(all.map(partitionOf));
      expect(partitions.has(aggregatePk(keyOf(report.after)))).toBe(true);
      const sorted = (rows: readonly SeenRow[]) => rows.map((row) => JSON.stringify(row)).toSorted();
      for (const partition of partitions) {
        if (partition === undefined) throw new Error('each row has a partition');
        const rows = await proofs().rowsOf(partition);
        expect(sorted(rows)).toEqual(sorted(all.filter((row) => partitionOf(row) === partition)));
      }
      expect(await proofs().rowsOf('S#st1#case#none')).toEqual([]);
    });

    it('remembers since when the notary was asked to state something', async () => {
      const ask = (version: number, when: number) =>
        proofs().askToState('S#st1#case#c1', { version, head: `h${version}` }, when);
      expect(await ask(0, TEN)).toBe(TEN);
      expect(await ask(0, TEN + HOUR)).toBe(TEN);
      expect(await ask(3, TEN + HOUR)).toBe(TEN + HOUR);
      expect(await ask(0, TEN + DAY)).toBe(TEN);
      const row = await store().companion(unstatedRow('S#st1#case#c1', 3));
      expect(row).toMatchObject({ afterVersion: 3, afterHead: 'h3', askedAt: TEN + HOUR });
    });

    it('gives the notary the root of a day', async () => {
      const root = { station: st1, day: '2026-11-23', chains: 7, root: 'r' } as const;
      await proofs().keepRoot(root);
      await proofs().keepRoot(root);
      expect(await store().companions(rootPk, { limit: 10 })).toEqual([
        {
          pk: rootPk,
          sk: '2026-11-23#st1',
          chains: 7,
          root: 'r',
          at: Date.parse('2026-11-23T00:00:00+08:00'),
        },
      ]);
    });

    it('publishes a proof to its own station', async () => {
      expect(await store().latestProof(scope())).toBeUndefined();
      await proofs().writeProof(proof);
      expect(await store().latestProof(scope())).toEqual(proof);
      await proofs().writeProof({ ...proof, open: 4 });
      expect(await store().latestProof(scope())).toEqual({ ...proof, open: 4 });
      expect(await proofs().latestProof(proof)).toEqual({ ...proof, open: 4 });
    });
  });
}

/** The rows of all pages of a scan. */
export async function allRows(proofs: ProofStore): Promise<readonly SeenRow[]> {
  const rows: SeenRow[] = [];
  let cursor: string | undefined;
  do {
    const page = await proofs.scan(cursor);
    rows.push(...page.rows);
    cursor = page.next;
  } while (cursor !== undefined);
  return rows;
}

function never(): never {
  throw new Error('the contract has what it wrote');
}
