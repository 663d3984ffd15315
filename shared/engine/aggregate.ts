import type { AggregateKey } from './aggregate-key.ts';
import type { AggregateTypes, Decision, DecisionContext, EngineState } from './aggregate-types.ts';
import type { Instant } from './calendar/instant.ts';
import type { NextStep } from './clocks/next-deadline.ts';
import type { AggregateMessages } from './outbox/aggregate-messages.ts';
import type { AggregateProof } from './proof/aggregate-proof.ts';
import type { Row } from './storage/row.ts';

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
> & { readonly id: string };

/** How a state lies in its row, besides the columns of the engine. */
export interface StateCodec<State> {
  encode(state: State): Row;
  /** Throws `Unreadable` for a row that is none. Rule 0 holds for what is read, too. */
  decode(columns: StateColumns, row: Row): State;
  /** Every attribute that `encode` writes. The prover reads these, so none may ever hold personal data. */
  readonly attributes: readonly string[];
}

/**
 * One kind of thing that has a next deadline. Everything in the engine (commit, sweep, outbox, relay, notify, history,
 * proof) knows it by this alone.
 */
export interface Aggregate<T extends AggregateTypes = AggregateTypes> {
  /** Stands in the keys of its rows: lower-case letters and hyphens. */
  readonly kind: string;
  /** Statuses in which nothing is owed any more. Any other status, known or not, counts as open. */
  readonly terminalStatuses: readonly string[];
  /** The command that says that time has gone by. */
  readonly tick: T['Command'];
  keyOf(state: T['State']): AggregateKey<T['State'], T['Fact']>;
  /** Pure: time, actor and policy are arguments. */
  decide(
    before: T['State'] | undefined,
    command: T['Command'],
    context: DecisionContext<T['Policy']>,
  ): Decision<T>;
  /** The next deadline of an open state, whatever it says of it itself; the prover repairs by it. Total. */
  nextDeadline(state: T['State'], policy: T['Policy'], now: Instant): NextStep;
  readonly codec: StateCodec<T['State']>;
  readonly messages: AggregateMessages<T>;
  readonly proof?: AggregateProof;
}
