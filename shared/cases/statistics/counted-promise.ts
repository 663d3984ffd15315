import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Clock } from '../clock-kinds.ts';

/**
 * The first promise of its kind that a case was given, and what became of it. Nothing makes it later but time for which
 * the case waited: an extension or a reopening leaves it as it was, and a stricter type makes it earlier.
 */
export interface CountedPromise {
  readonly by: Instant;
  /** When the clock itself ends; later than `by` after an extension. A wait moves both by the same time. */
  readonly clockBy: Instant;
  /** When it was met. */
  readonly metAt?: Instant;
  /** The case waits, so that its time stands still. */
  readonly pausedAt?: Instant;
  /** When it ended without being met: the case was linked, withdrawn or transferred. */
  readonly endedAt?: Instant;
  /** The case was reopened, so what its clocks do now is about a later promise. */
  readonly closed?: true;
}

/** What is known of a promise. `pending`: it is not due yet. `ended`: its case went another way before it was due. */
export type PromiseOutcome = 'kept' | 'broken' | 'pending' | 'ended';

export function outcomeOf({ by, metAt, pausedAt, endedAt }: CountedPromise, now: Instant): PromiseOutcome {
  if (metAt !== undefined) return metAt <= by ? 'kept' : 'broken';
  if ((pausedAt ?? endedAt ?? now) > by) return 'broken';
  return endedAt === undefined ? 'pending' : 'ended';
}

/** The promise after its clock was started, moved, paused, resumed or met. */
export function afterClock(
  before: CountedPromise | undefined,
  { promiseAt, state, metAt, pausedAt }: Clock,
  { at, isExtension }: { readonly at: Instant; readonly isExtension: boolean },
): CountedPromise {
  if (before?.closed) return before;
  const met = state === 'met' ? (metAt ?? at) : undefined;
  return {
    by: before === undefined ? promiseAt : movedBy(before, promiseAt, state !== 'paused', isExtension),
    clockBy: promiseAt,
    ...defined({ metAt: met, pausedAt: state === 'paused' ? (pausedAt ?? at) : undefined }),
  };
}

function movedBy(
  { by, clockBy, pausedAt }: CountedPromise,
  promiseAt: Instant,
  isRunning: boolean,
  isExtension: boolean,
): Instant {
  if (isExtension) return by;
  const hasWaited = pausedAt !== undefined && isRunning;
  return hasWaited ? by + promiseAt - clockBy : Math.min(by, promiseAt);
}

/** The promise after its clock was dropped. A case that waits is not late meanwhile, so the end is when the wait began. */
export const afterEnd = (before: CountedPromise, at: Instant): CountedPromise =>
  before.closed || before.metAt !== undefined || before.endedAt !== undefined
    ? before
    : { ...before, endedAt: before.pausedAt ?? at };

/**
 * The promise after its case was reopened: it stays as it is, unless its case had been withdrawn before it was due. Then
 * nothing is known of it, and the promise of the reopening is the first that counts.
 */
export function afterReopening(before: CountedPromise | undefined): CountedPromise | undefined {
  if (before === undefined || before.closed) return before;
  const isOpen = before.metAt === undefined && before.endedAt !== undefined && before.endedAt <= before.by;
  return isOpen ? undefined : { ...before, closed: true };
}
