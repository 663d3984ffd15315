import { describe, expect, it } from 'vitest';
import { afterFailure, newProgress, type Progress } from '../../../infra/local/events/stream-progress.ts';

const limits = { batchSize: 4, retriesMax: 2, ageSecondsMax: 3600, bisect: true };
const start = newProgress('10', limits);
const fails = (before: Progress, sequences: readonly string[], failedFrom: number, now = 1000) =>
  afterFailure(before, { sequences, failedFrom }, limits, now);

describe('a batch that fails', () => {
  it('is handed over again from the record that failed', () => {
    expect(fails(start, ['11', '12', '13'], 2).next).toEqual({
      sequence: '12',
      size: 4,
      attempts: 1,
      failingSince: 1000,
      retryAt: 2000,
    });
  });

  it('is halved at once when its first record fails, which is no attempt', () => {
    expect(fails(start, ['11', '12', '13'], 0).next).toMatchObject({ size: 2, attempts: 0, retryAt: 1000 });
  });

  it('pauses longer after each attempt at a single record', () => {
    const first = fails({ ...start, size: 1 }, ['11'], 0).next;
    const retried = fails(first, ['11'], 0, 2000).next;
    expect(first).toMatchObject({ attempts: 1, retryAt: 2000 });
    expect(retried).toMatchObject({ attempts: 2, retryAt: 4000 });
  });

  it('is given up after the last retry, and what follows goes on', () => {
    const tired = { ...start, size: 1, attempts: 2, failingSince: 500 };
    expect(fails(tired, ['11'], 0)).toEqual({
      next: newProgress('11', limits),
      givenUp: { condition: 'RetryAttemptsExhausted', attempts: 3 },
    });
  });

  it('is given up when it has failed for too long, and not a moment before', () => {
    const old = { ...start, size: 1, failingSince: 1000 };
    expect(fails(old, ['11'], 0, 1000 + 3_600_000).givenUp).toBeUndefined();
    expect(fails(old, ['11'], 0, 1001 + 3_600_000).givenUp?.condition).toBe('RecordAgeExceeded');
  });

  it('is tried for ever when the template sets no limit', () => {
    const endless = { ...limits, retriesMax: undefined, ageSecondsMax: undefined };
    const tired = { ...start, size: 1, attempts: 5000, failingSince: 0 };
    const { next, givenUp } = afterFailure(tired, { sequences: ['11'], failedFrom: 0 }, endless, 9e12);
    expect(givenUp).toBeUndefined();
    expect(next).toMatchObject({ sequence: '10', attempts: 5001, retryAt: 9e12 + 60_000 });
  });
});
