import { describe, expect, it } from 'vitest';
import {
  countBook as dynamoBook,
  countStore as dynamoCounts,
} from '../../shared/adapters/dynamo/statistics/counts.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { countBook, countStore } from '../../shared/adapters/memory/counts.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseCount } from '../../shared/cases/statistics/case-count.ts';
import { recount } from '../../shared/cases/statistics/count-case.ts';
import { countFacts } from '../../shared/cases/statistics/count-facts.ts';
import type { CountBook, CountStore } from '../../shared/cases/statistics/statistics-store.ts';
import type { Store } from '../../shared/cases/world.ts';
import { DAY, type Instant, SECOND } from '../../shared/engine/calendar/instant.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { testEngine } from '../dynamo-engine.ts';
import { moved, st1, submitted, TEN } from './cases.ts';

interface CountStoreUnderTest {
  readonly store: Store;
  readonly counts: CountStore;
  readonly book: CountBook;
}

const engine = await testEngine();

/** The count of a new case that is in no other test. */
function counted(now: Instant, more: Partial<CaseCount> = {}): CaseCount {
  const count = countFacts(submitted({}, now).facts);
  if (count === undefined) throw new Error('a report begins a case');
  return { ...count, ...more };
}

async function all(book: CountBook, from: Instant, before: Instant): Promise<readonly CaseCount[]> {
  const counts: CaseCount[] = [];
  for await (const page of book.counts({ station: st1, from, before })) counts.push(...page);
  return counts;
}

function countStoreContract(name: string, make: () => Promise<CountStoreUnderTest>): void {
  describe(`counts of cases ${name}`, () => {
    it('come back as they were kept, with every part', async () => {
      const { counts, book } = await make();
      const whole = counted(TEN, {
        ended: 'closed',
        assignee: st1 as string as NonNullable<CaseCount['assignee']>,
        resolve: { by: TEN + 1, clockBy: TEN + 2, metAt: TEN, pausedAt: TEN, endedAt: TEN, closed: true },
        answer: 'not-resolved',
        reopened: true,
        rating: 'not-reached',
      });
      expect(await counts.keepCount(whole)).toBe(true);
      expect(await all(book, TEN, TEN + 1)).toEqual([whole]);
    });

    it('are replaced by later versions and by the same one, never by an earlier one', async () => {
      const { counts, book } = await make();
      const first = counted(TEN);
      const [third, second] = [3, 2].map((version) => ({ ...first, version, building: `b${version}` }));
      expect(await counts.keepCount(third as CaseCount)).toBe(true);
      expect(await counts.keepCount(second as CaseCount)).toBe(false);
      expect(await counts.keepCount({ ...(third as CaseCount), building: 'again' })).toBe(true);
      expect(await all(book, TEN, TEN + 1)).toMatchObject([{ version: 3, building: 'again' }]);
    });

    it('are of their range and their station, over the ends of months and years', async () => {
      const { counts, book } = await make();
      const newYear = Date.UTC(2026, 11, 31, 16);
      const times = [TEN, newYear - SECOND, newYear, newYear + 40 * DAY];
      for (const at of times) await counts.keepCount(counted(at));
      await counts.keepCount(counted(newYear, { station: stationId('st2') }));
      const received = async (from: Instant, before: Instant) =>
        (await all(book, from, before)).map(({ receivedAt }) => receivedAt);
      expect(await received(0, newYear + 50 * DAY)).toEqual(times);
      expect(await received(TEN + 1, newYear)).toEqual([newYear - SECOND]);
      expect(await received(newYear, newYear + 1)).toEqual([newYear]);
      expect(await received(newYear, newYear)).toEqual([]);
    });

    it('are made from all facts of a case, and of all cases in the order of receipt', async () => {
      const { store, counts, book } = await make();
      const reports = [submitted({}, TEN), submitted({}, TEN + SECOND), submitted({}, TEN + 2 * SECOND)];
      for (const report of reports) await store.commit(report);
      const replied = moved(reports[0]?.after as never, { move: 'reply', text: '我们已经在找了' });
      await store.commit(replied);
      const key = keyOf(replied.after);
      expect((await counts.factsOf(key)).map(({ fact }) => fact.fact)).toEqual(['submitted', 'replied']);
      expect(await counts.factsOf(keyOf(submitted().after))).toEqual([]);

      const range = { station: st1, from: TEN, before: TEN + DAY };
      const first = await counts.received(range, 2);
      expect(first.keys.map(({ id }) => id)).toEqual(reports.slice(0, 2).map(({ after }) => after.caseId));
      const rest = await counts.received(range, 2, first.next);
      expect(rest.keys.map(({ id }) => id)).toEqual([reports[2]?.after.caseId]);
      expect(rest.next).toBeUndefined();

      expect(await book.receivedCount(range, 100)).toBe(3);
      expect(await book.receivedCount(range, 2)).toBe(2);
      expect(await book.receivedCount({ ...range, before: TEN }, 100)).toBe(0);
      expect(await recount(counts, st1, TEN + DAY)).toEqual({ counted: 3 });
      expect(await all(book, TEN, TEN + DAY)).toMatchObject([
        { version: replied.after.version, respond: { metAt: expect.any(Number) } },
        { version: 1 },
        { version: 1 },
      ]);
    });
  });
}

countStoreContract('in memory', async () => {
  const tables = emptyTables();
  return { store: memoryStore(tables), counts: countStore(tables), book: countBook(tables) };
});

countStoreContract('on DynamoDB', async () => {
  const table = { documents: engine.documents, name: await engine.newTable(), aggregates, shardsPerLane: 1 };
  return { store: dynamoStore(table), counts: dynamoCounts(table), book: dynamoBook(table) };
});
