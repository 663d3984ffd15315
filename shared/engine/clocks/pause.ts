import type { Calendars } from '../calendar/calendar.ts';
import type { Instant } from '../calendar/instant.ts';
import { type Clock, pause, resume } from './clock.ts';

/** A span of time in which clocks of an aggregate stood still. */
export interface Pause<Reason extends string = string> {
  readonly from: Instant;
  readonly to: Instant;
  readonly reason: Reason;
}

/** Pauses kept with an aggregate; more are rare, and the row of the aggregate must stay small. */
const PAUSES_MAX = 12;

/**
 * Adds a pause that has ended. Beyond the limit the oldest two become one that is as long as both, so that no paused
 * time is forgotten. Two reasons are joined under the later one.
 */
export function addPause<Reason extends string>(
  pauses: readonly Pause<Reason>[],
  ended: Pause<Reason>,
): readonly Pause<Reason>[] {
  const all = [...pauses, ended];
  const [first, second, ...rest] = all;
  if (all.length <= PAUSES_MAX || first === undefined || second === undefined) return all;
  return [{ ...second, from: second.from - (first.to - first.from) }, ...rest];
}

/**
 * A newly started clock as it would be now if it had stood still during these pauses, given in their order. A pause
 * after the promise had passed does not count: a broken promise does not stand still.
 */
export function afterPauses<Kind extends string>(
  calendars: Calendars,
  clock: Clock<Kind>,
  pauses: readonly Pick<Pause, 'from' | 'to'>[],
): Clock<Kind> {
  return pauses
    .filter(({ to }) => to > clock.startedAt)
    .reduce((running, { from, to }) => {
      const since = Math.max(from, clock.startedAt);
      return running.promiseAt > since ? resume(calendars, pause(running, since), to) : running;
    }, clock);
}
