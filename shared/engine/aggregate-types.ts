import type { Instant } from './calendar/instant.ts';
import type { EnginePolicy } from './policy-book.ts';
import type { Priority } from './priority.ts';
import type { Responsible } from './responsible.ts';
import type { Actor, StationId } from './scope.ts';
import type { EngineFact } from './storage/fact-record.ts';

/** What the engine knows of any state: its version, its promise, and rule 0. */
export interface EngineState {
  readonly station: StationId;
  readonly version: number;
  /** Hash of the newest fact; each fact carries the hash before it. */
  readonly chainHead: string;
  readonly policyVersion: string;
  readonly status: string;
  readonly priority: Priority;
  /** Present as long as it is open: when it is next due, why, and which role must act. */
  readonly dueAt?: Instant;
  readonly dueKind?: string;
  readonly responsible?: Responsible;
  /** Present once it is not open any more. */
  readonly endedAt?: Instant;
}

/** The four types that make one kind of aggregate, and the policy that it is decided by. */
export interface AggregateTypes {
  State: EngineState;
  Command: object;
  Fact: EngineFact;
  Refusal: { readonly code: string };
  Policy: EnginePolicy;
}

/** What a command leads to: facts and the state after them, or a refusal. No facts: nothing was due. */
export type Decision<T extends AggregateTypes> =
  | { readonly refusal: T['Refusal']; readonly facts?: never; readonly after?: never }
  | { readonly facts: readonly T['Fact'][]; readonly after: T['State']; readonly refusal?: never };

/** Whether a decision is a refusal. */
export const isRefused = <T extends AggregateTypes>(
  decision: Decision<T>,
): decision is Extract<Decision<T>, { facts?: never }> => decision.facts === undefined;

/** Everything a decision may depend on besides the state and the command. */
export interface DecisionContext<Policy> {
  readonly by: Actor;
  readonly now: Instant;
  readonly policy: Policy;
}
