import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { DueIndex } from './due-index.ts';

/** Keeps all tables as they are now, and gives what puts them back. No row is ever changed in its place. */
export function backup(tables: Tables, index: DueIndex): () => void {
  const { due, proofRun, ...maps } = tables;
  const kept = Object.values(maps).map((map) => ({ map: map as Map<string, unknown>, rows: [...map] }));
  const [keptDue, keptRun] = [new Map(due), [...proofRun]];
  return () => {
    for (const { map, rows } of kept) {
      map.clear();
      for (const [name, row] of rows) map.set(name, row);
    }
    proofRun.splice(0, proofRun.length, ...keptRun);
    // What leads to rows is built anew from them, and lags no more.
    index.refill(keptDue);
  };
}
