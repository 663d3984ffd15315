import type { Tables } from '../../../shared/adapters/memory/tables.ts';
import type { DueIndex } from './due-index.ts';

/** Takes a backup of all tables and returns a function that restores it. Rows are immutable, so references suffice. */
export function backup(tables: Tables, index: DueIndex): () => void {
  const { due, ...maps } = tables;
  const kept = Object.values(maps).map((map) => ({ map: map as Map<string, unknown>, rows: [...map] }));
  const keptDue = new Map(due);
  return () => {
    for (const { map, rows } of kept) {
      map.clear();
      for (const [name, row] of rows) map.set(name, row);
    }
    // The index is rebuilt from the rows and has no lag after that.
    index.refill(keptDue);
  };
}
