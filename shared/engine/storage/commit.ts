import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Companion } from './companion.ts';
import type { EngineFact, FactRecord } from './fact-record.ts';
import type { TextRecord } from './text-record.ts';

/** One step of one aggregate, written in one transaction. `before` is absent for the first version. */
export interface Commit<State = EngineState, Fact = EngineFact> {
  readonly key: AggregateKey<State, Fact>;
  readonly before?: State;
  readonly after: State;
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  /** If several conditions fail, the conflict of the first is returned, so the most specific comes first. */
  readonly companions: readonly Companion[];
}

/**
 * On a conflict nothing is written: `version` if another writer changed the aggregate first, else the companion's own.
 */
export type Committed = { readonly ok: true } | { readonly ok: false; readonly conflict: string };
