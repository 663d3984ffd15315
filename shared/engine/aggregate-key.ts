import type { StationId } from './scope.ts';

declare const types: unique symbol;

/**
 * Names one aggregate of one station. The state and the facts that are kept under it are part of its type, so that a
 * store gives back the right ones without being told what they are.
 */
export interface AggregateKey<State = unknown, Fact = unknown> {
  /** As the registry knows it, for instance `case`. */
  readonly kind: string;
  readonly station: StationId;
  readonly id: string;
  /** For the compiler alone; no key has it. */
  readonly [types]?: { readonly state: State; readonly fact: Fact };
}

/** The key as one word: for maps, logs and the names of rows. Ids only. */
export const nameOfKey = ({ station, id }: AggregateKey): string => `${station}-${id}`;
