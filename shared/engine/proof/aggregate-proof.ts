import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Row } from '../storage/row.ts';
import type { SeenLink } from './seen.ts';

/** What the prover must know of one kind of aggregate besides its state: rows elsewhere that lead to it. */
export interface AggregateProof {
  /** Attributes of those rows that the prover reads; none may hold personal data. */
  readonly attributes: readonly string[];
  /** Reads a row that leads to an aggregate of this kind; `undefined` for any other row. */
  linkIn(row: Row): SeenLink | undefined;
  /** The aggregate that is worked on in place of this one; it must be there. */
  replacedBy(state: EngineState): AggregateKey | undefined;
}
