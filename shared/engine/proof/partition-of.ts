import { aggregatePk, deliveryRow, readLogPk } from '../storage/keys.ts';
import type { SeenRow } from './seen.ts';

/** The partition of a row, by which a later proof finds it again. */
export function partitionOf(row: SeenRow): string | undefined {
  switch (row.row) {
    case 'aggregate':
      return aggregatePk(row.key);
    case 'delivery':
      return deliveryRow(row.subject).pk;
    case 'read':
      return readLogPk(row.key);
    case 'recorded':
      return row.at.pk;
    default:
      return row.partition;
  }
}
