import type { Delivery } from '../outbox/delivery.ts';
import type { EngineFact, FactRecord } from './fact-record.ts';
import type { Row } from './row.ts';
import type { TextRecord } from './text-record.ts';

/** Everything stored about one aggregate besides its state, oldest first. */
export interface History<Fact = EngineFact> {
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  /** Companions that are stored with its history (see `enclosedRow`). */
  readonly enclosed: readonly Row[];
}
