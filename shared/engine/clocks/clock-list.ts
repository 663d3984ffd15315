import type { Instant } from '../calendar/instant.ts';
import { type Clock, isUnmet, meet } from './clock.ts';

/**
 * The clocks of an aggregate, at most one of each kind. Functions here return a new list and leave theirs unchanged.
 */
export type ClockList<Kind extends string = string> = readonly Clock<Kind>[];

export const clockIn = <Kind extends string>(
  clocks: ClockList<Kind>,
  kind: NoInfer<Kind>,
): Clock<Kind> | undefined => clocks.find((clock) => clock.kind === kind);

/** Adds clocks to a list; each replaces the clock of its kind, if there is one. */
export function put<Kind extends string>(
  clocks: ClockList<Kind>,
  ...changed: readonly Clock<Kind>[]
): ClockList<Kind> {
  const replaced = new Set<string>(changed.map((clock) => clock.kind));
  return [...clocks.filter((clock) => !replaced.has(clock.kind)), ...changed];
}

export const drop = <Kind extends string>(
  clocks: ClockList<Kind>,
  ...kinds: readonly NoInfer<Kind>[]
): ClockList<Kind> => clocks.filter((clock) => !kinds.includes(clock.kind));

/** Meets the clock of a kind if it is running or breached; a met or paused one is left as it is. */
export function meetIn<Kind extends string>(
  clocks: ClockList<Kind>,
  kind: NoInfer<Kind>,
  now: Instant,
  metBy?: string,
): ClockList<Kind> {
  const clock = clockIn(clocks, kind);
  return clock !== undefined && isUnmet(clock) ? put(clocks, meet(clock, now, metBy)) : clocks;
}

/** The effects of a fact on clocks: clocks to add or replace, and kinds to drop. */
export interface ClockEffects<Kind extends string> {
  readonly clocks?: ClockList<Kind>;
  readonly dropClocks?: readonly Kind[];
}

/** The difference between two lists, as the effects of a fact. */
export function clockEffects<Kind extends string>(
  before: ClockList<Kind>,
  after: ClockList<Kind>,
): ClockEffects<Kind> {
  const changed = after.filter((clock) => !before.includes(clock));
  const dropped = before.filter(({ kind }) => clockIn(after, kind) === undefined).map(({ kind }) => kind);
  return {
    ...(changed.length > 0 && { clocks: changed }),
    ...(dropped.length > 0 && { dropClocks: dropped }),
  };
}
