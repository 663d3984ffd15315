import type { Case } from '../../cases/case.ts';
import { type Clock, promiseKinds } from '../../cases/clock-kinds.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { isUnmet } from '../../engine/clocks/clock.ts';
import type { AnswerWords } from '../../locales/words.ts';
import type { ShownPromise } from './shown-types.ts';

/** Whether the promise is late at `now`, also in the minute before the sweep records the breach. */
export const isLate = (clock: Clock, now: Instant): boolean => isUnmet(clock) && clock.promiseAt <= now;

/**
 * Marks a date that lies beyond the announced holidays, so that it may move. A promise that was kept moves no more.
 */
export const mayMove = ({ beyondHorizon, state }: Clock): { readonly mayMove?: true } =>
  beyondHorizon === true && state !== 'met' ? { mayMove: true } : {};

/** The promises to the resident, each with its state. */
export const promisesOf = ({ clocks }: Case, now: Instant, words: AnswerWords): ShownPromise[] =>
  promiseKinds.flatMap((kind) => {
    const clock = clocks.find((one) => one.kind === kind);
    if (clock === undefined) return [];
    const state = stateOf(clock, now);
    return [
      { promise: kind, what: words.promises[kind], by: toIso(clock.promiseAt), state, ...mayMove(clock) },
    ];
  });

function stateOf(clock: Clock, now: Instant): ShownPromise['state'] {
  if (clock.state === 'paused') return 'paused';
  if (clock.state === 'met') return clock.late ? 'kept-late' : 'kept';
  return isLate(clock, now) ? 'missed' : 'open';
}
