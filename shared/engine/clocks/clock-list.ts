import type { Effects } from '../../cases/fact.ts';
import { type Clock, type ClockKind, isUnmet, meet } from './clock.ts';

/** The clocks of a case while a decision works on them; each step takes a list and gives a new one. */
export type ClockList = readonly Clock[];

export const clockIn = (clocks: ClockList, kind: ClockKind): Clock | undefined =>
  clocks.find((clock) => clock.kind === kind);

/** Puts clocks in place of those of the same kind, or beside the others where there was none. */
export function put(clocks: ClockList, ...changed: readonly Clock[]): ClockList {
  const replaced = new Set(changed.map((clock) => clock.kind));
  return [...clocks.filter((clock) => !replaced.has(clock.kind)), ...changed];
}

export const drop = (clocks: ClockList, ...kinds: readonly ClockKind[]): ClockList =>
  clocks.filter((clock) => !kinds.includes(clock.kind));

/** Meets a clock that still asks for something; any other is left as it is. */
export function meetIn(clocks: ClockList, kind: ClockKind, metBy?: string): ClockList {
  const clock = clockIn(clocks, kind);
  return clock !== undefined && isUnmet(clock) ? put(clocks, meet(clock, metBy)) : clocks;
}

/** What changed between two lists, as the effects of a fact. */
export function clockEffects(before: ClockList, after: ClockList): Pick<Effects, 'clocks' | 'dropClocks'> {
  const changed = after.filter((clock) => !before.includes(clock));
  const dropped = before.filter(({ kind }) => clockIn(after, kind) === undefined).map(({ kind }) => kind);
  return {
    ...(changed.length > 0 && { clocks: changed }),
    ...(dropped.length > 0 && { dropClocks: dropped }),
  };
}
