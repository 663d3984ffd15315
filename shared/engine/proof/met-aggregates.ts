import { type AggregateKey, nameOfKey } from '../aggregate-key.ts';
import { defined } from '../defined.ts';
import type { ProofStore } from './proof-store.ts';
import type { SeenAggregate } from './seen.ts';

type Met = Pick<SeenAggregate, 'reference'>;

/** The cases that a run has met. A number, a link and some messages lead to each, and it is asked for once. */
export interface AggregateCache {
  meet(row: SeenAggregate): void;
  /** `undefined` when there is no such case. */
  find(key: AggregateKey): Promise<Met | undefined>;
}

/** Some megabytes; a run over more cases asks for some of them twice. */
const MET_MAX = 50_000;

export function aggregateCache(proofs: Pick<ProofStore, 'findAggregate'>): AggregateCache {
  const met = new Map<string, Met>();
  const meet = ({ key, reference }: SeenAggregate): void => {
    if (met.size >= MET_MAX) met.clear();
    met.set(nameOfKey(key), { ...defined({ reference }) });
  };
  return {
    meet,
    async find(key) {
      const known = met.get(nameOfKey(key));
      if (known !== undefined) return known;
      const row = await proofs.findAggregate(key);
      if (row !== undefined) meet(row);
      return row;
    },
  };
}
