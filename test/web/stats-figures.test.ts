import { describe, expect, test } from 'vitest';
import { heatOf, percentOf } from '../../web/console/screens/stats/figures.ts';
import { datesOf, spanDays, weekdaysOf } from '../../web/console/screens/stats/span-days.ts';

const at = (local: string) => Date.parse(`${local}+08:00`);

describe('the days of a span, and as many before', () => {
  test.each([
    ['today', '2026-11-23T00:00:00', '2026-11-23', '2026-11-23', '2026-11-22', '2026-11-22'],
    ['week', '2026-11-23T00:00:00', '2026-11-23', '2026-11-23', '2026-11-16', '2026-11-16'],
    ['week', '2026-11-22T23:59:59', '2026-11-16', '2026-11-22', '2026-11-09', '2026-11-15'],
    ['month', '2026-11-30T12:00:00', '2026-11-01', '2026-11-30', '2026-10-01', '2026-10-30'],
    // A shorter month is compared whole.
    ['month', '2027-03-31T12:00:00', '2027-03-01', '2027-03-31', '2027-02-01', '2027-02-28'],
    ['month', '2027-01-02T12:00:00', '2027-01-01', '2027-01-02', '2026-12-01', '2026-12-02'],
  ] as const)('%s at %s', (span, now, from, to, fromBefore, toBefore) => {
    expect(spanDays(span, at(now))).toEqual({
      shown: { from, to },
      before: { from: fromBefore, to: toBefore },
    });
  });

  test('are listed one by one, and by weekday from Monday on', () => {
    const days = { from: '2026-11-28', to: '2026-12-01' } as const;
    expect(datesOf(days)).toEqual(['2026-11-28', '2026-11-29', '2026-11-30', '2026-12-01']);
    expect(weekdaysOf(days)).toEqual([1, 2, 6, 7]);
  });
});

test('a percentage is rounded down, so that 100 means all', () => {
  expect(percentOf({ numerator: 999, denominator: 1000 })).toBe(99);
  expect(percentOf({ numerator: 3, denominator: 3 })).toBe(100);
  expect(percentOf({ numerator: 0, denominator: 0 })).toBeUndefined();
});

test('a colour is one of five: none, and four steps to the most; a single case is not much', () => {
  expect([0, 3, 4, 8, 9, 14].map((count) => heatOf(count, 14))).toEqual([0, 1, 2, 3, 3, 4]);
  expect(heatOf(1, 1)).toBe(1);
  expect(heatOf(0, 0)).toBe(0);
});
