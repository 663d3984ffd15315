import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineFact } from '../storage/fact-record.ts';
import type { Row, RowKey } from '../storage/row.ts';

/** A row that a fact names, and the hash of the row as it was written with that fact. */
export interface RecordedRow extends RowKey {
  readonly hash: string;
}

/**
 * Rows in partitions of their own that change only by a commit of one aggregate, whose facts name each row that they
 * write. The prover compares such a row with the newest fact about it.
 */
export interface RecordedRows {
  /** The aggregate whose facts must name this row; undefined for a row of another kind. */
  recordOf(row: Row): AggregateKey | undefined;
  /** Whether a row, by its key, is one that the facts of this aggregate may name. The prover reads no other. */
  mayName(record: AggregateKey, row: RowKey): boolean;
  /** The rows that a fact names. */
  rowsIn(fact: EngineFact): readonly RecordedRow[];
}
