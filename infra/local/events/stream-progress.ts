import { type Instant, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { StreamPlan } from '../template/plan.ts';

/** How far a shard is handled, and the retry state of its next record. */
export interface Progress {
  /** The last handled record; undefined before the first. */
  readonly sequence: string | undefined;
  /** Records in the next batch: fewer than the batch size while a failing record is being isolated. */
  readonly size: number;
  /** Failed attempts of the next record. */
  readonly attempts: number;
  /** The time of the next record's first failure. */
  readonly failingSince: Instant | undefined;
  readonly retryAt: Instant;
}

/** Records that were given up; `condition` is Lambda's term. */
export interface GivenUp {
  readonly condition: 'RetryAttemptsExhausted' | 'RecordAgeExceeded';
  readonly attempts: number;
}

type Limits = Pick<StreamPlan, 'batchSize' | 'retriesMax' | 'ageSecondsMax' | 'bisect'>;

export const newProgress = (sequence: string | undefined, { batchSize }: Limits): Progress => ({
  sequence,
  size: batchSize,
  attempts: 0,
  failingSince: undefined,
  retryAt: 0,
});

const pauseSecondsMax = 60;

/**
 * The progress after a batch that failed from one of its records on. Records before that one are done, and the rest is
 * sent again. A batch that failed from its first record is halved, which is not counted as an attempt; a single record
 * counts one.
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
    const done = newProgress(sequences[failedFrom - 1], limits);
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
    return { next: newProgress(sequences.at(-1), limits), givenUp: { condition, attempts } };
  }
  return { next: { ...before, attempts, failingSince, retryAt: now + pauseAfter(attempts) } };
};

const pauseAfter = (attempts: number): number => Math.min(2 ** (attempts - 1), pauseSecondsMax) * SECOND;
