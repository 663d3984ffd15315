import { type Instant, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { StreamPlan } from '../template/plan.ts';

/** How far a shard has been handled, and what stands in the way. */
export interface Progress {
  /** Everything up to this record is done; undefined before the first. */
  readonly sequence: string | undefined;
  /** Records to hand over next time: fewer than the batch size while a bad one is being isolated. */
  readonly size: number;
  /** Attempts that failed at the record that comes next. */
  readonly attempts: number;
  /** Since when the record that comes next fails. */
  readonly failingSince: Instant | undefined;
  readonly retryAt: Instant;
}

/** Records that go no further; the reason is Lambda's word for it. */
export interface GivenUp {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
}

type Limits = Pick<StreamPlan, 'batchSize' | 'retriesMax' | 'ageSecondsMax' | 'bisect'>;

export const fresh = (sequence: string | undefined, { batchSize }: Limits): Progress => ({
  sequence,
  size: batchSize,
  attempts: 0,
  failingSince: undefined,
  retryAt: 0,
});

const pauseSecondsMax = 60;

/**
 * What comes after a batch that failed from one of its records on. What stood before that record is done and the
 * rest is handed over again; a batch that failed from its first record is halved, which is no attempt, or it counts
 * as one.
 * @param sequences of the batch's records, in order
 * @param failedFrom index of the first record that failed
 */
export const afterFailure = (
  before: Progress,
  { sequences, failedFrom }: { sequences: readonly string[]; failedFrom: number },
  limits: Limits,
  now: Instant,
): { readonly next: Progress; readonly givenUp?: GivenUp } => {
  if (failedFrom > 0) {
    const done = fresh(sequences[failedFrom - 1], limits);
    return { next: { ...done, attempts: 1, failingSince: now, retryAt: now + pauseAfter(1) } };
  }
  const failingSince = before.failingSince ?? now;
  const tooOld = limits.ageSecondsMax !== undefined && now - failingSince > limits.ageSecondsMax * SECOND;
  if (limits.bisect && sequences.length > 1 && !tooOld) {
    return { next: { ...before, failingSince, size: Math.ceil(sequences.length / 2), retryAt: now } };
  }
  const attempts = before.attempts + 1;
  const exhausted = limits.retriesMax !== undefined && attempts > limits.retriesMax;
  if (exhausted || tooOld) {
    const condition = exhausted ? 'RetryAttemptsExhausted' : 'RecordAgeExceeded';
    return { next: fresh(sequences.at(-1), limits), givenUp: { condition, attempts } };
  }
  return { next: { ...before, attempts, failingSince, retryAt: now + pauseAfter(attempts) } };
};

const pauseAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), pauseSecondsMax) * SECOND;
