import type { DueIndex, ProofStore } from './proof-store.ts';
import type { SeenAggregate } from './seen.ts';

/** The due index as it was when a run first asked; thousands of its entries come with one request. */
export interface IndexCache {
  /** Whether the due index contains the row under the row's own key. */
  has(row: SeenAggregate): Promise<boolean>;
  /** The partitions of the rows that stand there. */
  partitions(): Promise<Iterable<string>>;
}

export function indexCache(
  proofs: Pick<ProofStore, 'dueIndex' | 'isIndexed'>,
  remainingMs: () => number,
): IndexCache {
  let stood: Promise<DueIndex> | undefined;
  const read = (): Promise<DueIndex> => {
    stood ??= proofs.dueIndex(remainingMs);
    return stood;
  };
  return {
    partitions: async () => (await read()).partitions,
    async has(row) {
      // A row that was written since has another key. Whether that one stands there is asked for by itself.
      return (await read()).has(row) || (await proofs.isIndexed(row));
    },
  };
}
