import type { AggregateKey } from './aggregate-key.ts';
import type { AggregateTypes, Decision, DecisionContext, EngineState } from './aggregate-types.ts';
import type { Instant } from './calendar/instant.ts';
import type { NextStep } from './clocks/next-deadline.ts';
import type { AggregateMessages } from './outbox/aggregate-messages.ts';
import type { AggregateProof } from './proof/aggregate-proof.ts';
import type { Row } from './storage/row.ts';
import type { AggregateStore } from './storage/store.ts';

/** The columns of a stored state that the engine writes and reads itself. */
export type StateColumns = Pick<
  EngineState,
  | 'station'
  | 'version'
  | 'chainHead'
  | 'policyVersion'
  | 'status'
  | 'priority'
  | 'dueAt'
  | 'dueKind'
  | 'responsible'
  | 'endedAt'
  | 'commands'
> & { readonly id: string };

/** Encodes and decodes what a state's row holds besides the engine's columns. */
export interface StateCodec<State> {
  encode(state: State): Row;
  /** Throws `Unreadable` for a row that does not parse, or that is open but has no deadline (rule 0). */
  decode(columns: StateColumns, row: Row): State;
  /**
   * Every attribute that `encode` writes, or an earlier release has written, so that a row can be compared with its fact.
   * The prover reads them all, so none may hold personal data.
   */
  readonly attributes: readonly string[];
}

/**
 * One kind of thing that has a next deadline. The engine (commit, sweep, outbox, relay, notify, history, proof) uses it
 * through this interface only.
 */
export interface Aggregate<T extends AggregateTypes = AggregateTypes> {
  /** Part of the keys of its rows: lower-case letters and hyphens. */
  readonly kind: string;
  /** The first letter of every id of this kind, and of no other: it says of what kind an id is without a read. */
  readonly idLetter: string;
  /** Statuses without a deadline. Any other status, even an unknown one, counts as open, so that it is never lost. */
  readonly terminalStatuses: readonly string[];
  /** The command that the sweep sends when the aggregate is due. */
  readonly tick: T['Command'];
  /** The command in place of `tick`, where the step depends on another aggregate as it is now. */
  tickOf?(before: T['State'], store: Pick<AggregateStore, 'load'>): Promise<T['Command']>;
  keyOf(state: T['State']): AggregateKey<T['State'], T['Fact']>;
  /** Pure: time, actor and policy are arguments. */
  decide(
    before: T['State'] | undefined,
    command: T['Command'],
    context: DecisionContext<T['Policy']>,
  ): Decision<T>;
  /**
   * Computes the next deadline of an open state from its timers; the prover repairs a missing `dueAt` with it. Total:
   * it returns a deadline for every open state.
   */
  nextDeadline(state: T['State'], policy: T['Policy'], now: Instant): NextStep;
  readonly codec: StateCodec<T['State']>;
  readonly messages: AggregateMessages<T>;
  readonly proof?: AggregateProof;
}
