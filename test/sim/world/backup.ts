import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { DueIndex } from './due-index.ts';

/** Takes a backup of all tables and returns a function that restores it. Rows are immutable, so references suffice. */
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
    // The index is rebuilt from the rows and has no lag after that.
    index.refill(keptDue);
  };
}
