import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { EngineFact } from '../storage/fact-record.ts';
import type { Row } from '../storage/row.ts';
import type { RecordedRows } from './recorded-rows.ts';
import type { SeenLink } from './seen.ts';

/** How the prover checks the rows elsewhere that lead to an aggregate of one kind. */
export interface AggregateProof {
  /** The attributes of those rows that the prover reads; none may hold personal data. */
  readonly attributes: readonly string[];
  /** Reads a row that leads to an aggregate of this kind; `undefined` for any other row. */
  linkIn(row: Row): SeenLink | undefined;
  /** Whether what no step may change is still as the first fact says; always, when absent. */
  isAsBegun?(state: EngineState, first: EngineFact): boolean;
  /** The aggregate that replaces this one, such as the primary case of a duplicate; it must be named and exist. */
  replacedBy(state: EngineState): AggregateKey | 'missing' | undefined;
  /** Rows elsewhere that only this aggregate's commits write. */
  readonly recorded?: RecordedRows;
}
