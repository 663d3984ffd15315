import { type AggregateKey, nameOfKey } from '../aggregate-key.ts';
import { defined } from '../defined.ts';
import type { ProofStore } from './proof-store.ts';
import type { SeenAggregate } from './seen.ts';

type Cached = Pick<SeenAggregate, 'reference'>;

/** The aggregates of a run. Several rows (reference, link, messages) lead to each, but each is loaded once. */
export interface AggregateCache {
  add(row: SeenAggregate): void;
  /** `undefined` when the aggregate does not exist. */
  find(key: AggregateKey): Promise<Cached | undefined>;
}

/** Some megabytes; a run over more aggregates loads some of them twice. */
const CACHED_MAX = 50_000;

export function aggregateCache(proofs: Pick<ProofStore, 'findAggregate'>): AggregateCache {
  const cached = new Map<string, Cached>();
  const add = ({ key, reference }: SeenAggregate): void => {
    if (cached.size >= CACHED_MAX) cached.clear();
    cached.set(nameOfKey(key), { ...defined({ reference }) });
  };
  return {
    add,
    async find(key) {
      const found = cached.get(nameOfKey(key));
      if (found !== undefined) return found;
      const row = await proofs.findAggregate(key);
      if (row !== undefined) add(row);
      return row;
    },
  };
}
