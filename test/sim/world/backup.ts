import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { DueIndex } from './due-index.ts';

/** Keeps all tables as they are now, and gives what puts them back. No row is ever changed in its place. */
export function backup(tables: Tables, index: DueIndex): () => void {
  const { due, spent, proofRun, ...maps } = tables;
  const kept = Object.values(maps).map((map) => ({ map: map as Map<string, unknown>, rows: [...map] }));
  const [keptDue, keptSpent, keptRun] = [new Map(due), [...spent], [...proofRun]];
  return () => {
    for (const { map, rows } of kept) {
      map.clear();
      for (const [name, row] of rows) map.set(name, row);
    }
    spent.clear();
    for (const nonce of keptSpent) spent.add(nonce);
    proofRun.splice(0, proofRun.length, ...keptRun);
    // What leads to rows is built anew from them, and lags no more.
    index.refill(keptDue);
  };
}
