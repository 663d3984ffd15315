import type { Instant } from './calendar/instant.ts';
import type { EnginePolicy } from './policy-book.ts';
import type { Priority } from './priority.ts';
import type { Responsible } from './responsible.ts';
import type { Actor, StationId } from './scope.ts';
import type { EngineFact } from './storage/fact-record.ts';

/** The part of every aggregate's state that the engine reads: version, policy version, and the next deadline. */
export interface EngineState {
  readonly station: StationId;
  readonly version: number;
  /** Hash of the newest fact; each fact carries the hash before it. */
  readonly chainHead: string;
  readonly policyVersion: string;
  readonly status: string;
  readonly priority: Priority;
  /** Present while the aggregate is open: when it is next due, for which step, and which role must act. */
  readonly dueAt?: Instant;
  readonly dueKind?: string;
  readonly responsible?: Responsible;
  /** Present once the aggregate has ended. */
  readonly endedAt?: Instant;
  /** The newest commands, so that a repeat is recognised (`storage/kept-commands.ts`). The engine alone writes it. */
  readonly commands?: string;
}

/** The types of one kind of aggregate: state, command, fact, refusal, and the policy that its decisions use. */
export interface AggregateTypes {
  State: EngineState;
  Command: object;
  Fact: EngineFact;
  Refusal: { readonly code: string };
  Policy: EnginePolicy;
}

/** The result of a command: facts and the state after them, or a refusal. An empty list of facts means no change. */
export type Decision<T extends AggregateTypes> =
  | { readonly refusal: T['Refusal']; readonly facts?: never; readonly after?: never }
  | { readonly facts: readonly T['Fact'][]; readonly after: T['State']; readonly refusal?: never };

export const isRefused = <T extends AggregateTypes>(
  decision: Decision<T>,
): decision is Extract<Decision<T>, { facts?: never }> => decision.facts === undefined;

/** Everything a decision may depend on besides the state and the command. */
export interface DecisionContext<Policy> {
  readonly by: Actor;
  readonly now: Instant;
  readonly policy: Policy;
}
