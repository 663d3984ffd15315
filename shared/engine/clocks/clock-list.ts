import { type Clock, isUnmet, meet } from './clock.ts';

/** The clocks of an aggregate while a decision works on them; each step takes a list and gives a new one. */
export type ClockList<Kind extends string = string> = readonly Clock<Kind>[];

/** The clock of a kind, if there is one. There is at most one of each kind. */
export const clockIn = <Kind extends string>(
  clocks: ClockList<Kind>,
  kind: NoInfer<Kind>,
): Clock<Kind> | undefined => clocks.find((clock) => clock.kind === kind);

/** Puts clocks in place of those of the same kind, or adds them where there was none. */
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

/** Meets a clock that still asks for something; any other is left as it is. */
export function meetIn<Kind extends string>(
  clocks: ClockList<Kind>,
  kind: NoInfer<Kind>,
  metBy?: string,
): ClockList<Kind> {
  const clock = clockIn(clocks, kind);
  return clock !== undefined && isUnmet(clock) ? put(clocks, meet(clock, metBy)) : clocks;
}

/** What a fact changes about clocks: those that replace the one of their kind, and kinds that go. */
export interface ClockEffects<Kind extends string> {
  readonly clocks?: ClockList<Kind>;
  readonly dropClocks?: readonly Kind[];
}

/** What changed between two lists, as the effects of a fact. */
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

/** A list with the effects of a fact applied to it. */
export const withClockEffects = <Kind extends string>(
  clocks: ClockList<Kind>,
  { clocks: changed = [], dropClocks = [] }: ClockEffects<Kind>,
): ClockList<Kind> => put(drop(clocks, ...dropClocks), ...changed);
