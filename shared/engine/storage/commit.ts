import type { AggregateKey } from '../aggregate-key.ts';
import type { EngineState } from '../aggregate-types.ts';
import type { Delivery } from '../outbox/delivery.ts';
import type { Companion } from './companion.ts';
import type { EngineFact, FactRecord } from './fact-record.ts';
import type { TextRecord } from './text-record.ts';

/** One step of one aggregate, written whole or not at all. `before` is absent for the first version. */
export interface Commit<State = EngineState, Fact = EngineFact> {
  readonly key: AggregateKey<State, Fact>;
  readonly before?: State;
  readonly after: State;
  readonly facts: readonly FactRecord<Fact>[];
  readonly texts: readonly TextRecord[];
  readonly deliveries: readonly Delivery[];
  /** In the order in which their conflicts explain most. */
  readonly companions: readonly Companion[];
}

/** `version`: somebody else wrote the aggregate first. Otherwise the companion's own; nothing of the commit is written. */
export type Committed = { readonly ok: true } | { readonly ok: false; readonly conflict: string };
