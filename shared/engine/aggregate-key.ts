import type { StationId } from './scope.ts';

declare const types: unique symbol;

/**
 * Identifies one aggregate of one station. The types of its state and facts are part of the key's type, so that a store
 * returns them typed without further arguments.
 */
export interface AggregateKey<State = unknown, Fact = unknown> {
  /** The kind under which the registry lists it, such as `case`. */
  readonly kind: string;
  readonly station: StationId;
  readonly id: string;
  /** Carries the types for the compiler; never set at run time. */
  readonly [types]?: { readonly state: State; readonly fact: Fact };
}

const ID = /^[a-z][a-z2-7]{25}$/;

/**
 * Whether an id is random, or a hash in that form, so that it can hold no personal data and two kinds never have the same
 * one.
 */
export const isAggregateId = (id: string): boolean => ID.test(id);

/** The key as one string, for maps, logs and row names. It holds ids only. */
export const nameOfKey = ({ station, id }: AggregateKey): string => `${station}-${id}`;
