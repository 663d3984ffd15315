import { type AggregateKey, nameOfKey } from '../aggregate-key.ts';
import { defined } from '../defined.ts';
import { Unavailable } from '../storage/store-errors.ts';
import type { ProofStore } from './proof-store.ts';
import type { SeenAggregate, SeenRow } from './seen.ts';

type Cached = Pick<SeenAggregate, 'reference'>;

/**
 * The aggregates of a run. Several rows (reference, link, messages) lead to each, but each is loaded once, also when
 * they ask at the same time.
 */
export interface AggregateCache {
  add(row: SeenAggregate): void;
  /** Loads what the rows of a page lead to, many with one request. What is not found is looked for again by `find`. */
  readAhead(rows: readonly SeenRow[]): Promise<void>;
  /** `undefined` when the aggregate does not exist. */
  find(key: AggregateKey): Promise<Cached | undefined>;
}

/** Some megabytes; a run over more aggregates loads some of them twice. */
const CACHED_MAX = 50_000;

/** As many as one request takes. */
const READ_AT_ONCE = 100;

export function aggregateCache(proofs: Pick<ProofStore, 'findAggregate' | 'findAggregates'>): AggregateCache {
  const cached = new Map<string, Cached>();
  const loading = new Map<string, Promise<Cached | undefined>>();
  const add = ({ key, reference }: SeenAggregate): void => {
    if (cached.size >= CACHED_MAX) cached.clear();
    cached.set(nameOfKey(key), { ...defined({ reference }) });
  };
  const load = async (key: AggregateKey): Promise<Cached | undefined> => {
    const row = await proofs.findAggregate(key);
    if (row !== undefined) add(row);
    return row;
  };
  return {
    add,
    async readAhead(rows) {
      for (const row of rows) if (row.row === 'aggregate') add(row);
      const wanted = new Map(rows.flatMap(leadsTo).map((key) => [nameOfKey(key), key]));
      const keys = [...wanted].flatMap(([name, key]) => (cached.has(name) ? [] : [key]));
      for (let from = 0; from < keys.length; from += READ_AT_ONCE) {
        const found = await proofs.findAggregates(keys.slice(from, from + READ_AT_ONCE)).catch(noneRead);
        for (const row of found) add(row);
      }
    },
    async find(key) {
      const name = nameOfKey(key);
      const found = cached.get(name);
      if (found !== undefined) return found;
      const loaded = loading.get(name) ?? load(key).finally(() => loading.delete(name));
      loading.set(name, loaded);
      return loaded;
    },
  };
}

const leadsTo = (row: SeenRow): readonly AggregateKey[] => {
  switch (row.row) {
    case 'reference':
    case 'link':
    case 'join':
    case 'search':
      return [row.from, row.to].filter((key) => key !== undefined);
    case 'recorded':
      return [row.record];
    default:
      return [];
  }
};

/** A row that cannot be read must not hold up those beside it: each is then looked for by itself, and named. */
function noneRead(error: unknown): readonly [] {
  if (error instanceof Unavailable) throw error;
  return [];
}
