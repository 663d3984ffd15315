import type { Case } from '../../cases/case.ts';
import { keyOf } from '../../cases/case-key.ts';
import type { Fact } from '../../cases/fact.ts';
import { countIn, countItem, countSpans } from '../../cases/statistics/count-row.ts';
import type { CountBook, CountedRange, CountStore } from '../../cases/statistics/statistics-store.ts';
import type { FactRecord } from '../../engine/storage/fact-record.ts';
import { companionAt, companionsIn, putCompanion } from './companions.ts';
import { stateName, type Tables } from './tables.ts';

/** What the function that counts does to the memory tables. */
export const countStore = (tables: Tables): CountStore => ({
  factsOf: async (key) => (tables.facts.get(stateName(key)) ?? []) as readonly FactRecord<Fact>[],

  async keepCount(count) {
    const { pk, sk, ...values } = countItem(count);
    const key = { pk: String(pk), sk: String(sk) };
    const kept = companionAt(tables, key);
    if (kept !== undefined && Number(kept.version) > count.version) return false;
    putCompanion(tables, { key, values, condition: 'absent', conflict: 'count' });
    return true;
  },

  async received(range, limit, after = '') {
    const found = received(tables, range).filter(({ place }) => place > after);
    const shown = found.slice(0, limit);
    const last = shown.at(-1);
    return {
      keys: shown.map(({ of }) => keyOf(of)),
      ...(last !== undefined && found.length > limit && { next: last.place }),
    };
  },
});

/** What a reader of statistics gets of the memory tables. */
export const countBook = (tables: Tables): CountBook => ({
  async *counts(range) {
    for (const { pk, ...span } of countSpans(range)) yield companionsIn(tables, pk, span).map(countIn);
  },
  receivedCount: async (range, most) => Math.min(most, received(tables, range).length),
});

/** The cases of a range in the order of receipt, with their places in it. */
const received = (tables: Tables, { station, from, before }: CountedRange) =>
  [...tables.states.values()]
    .flatMap(({ key, state }) => (key.kind === 'case' && state !== 'unreadable' ? [state as Case] : []))
    .filter((one) => one.station === station && one.receivedAt >= from && one.receivedAt < before)
    .map((of) => ({ of, place: `${String(of.receivedAt).padStart(13, '0')}#${of.caseId}` }))
    .toSorted((one, other) => (one.place < other.place ? -1 : 1));
