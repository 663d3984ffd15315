import { expect, test } from 'vitest';
import { atLeast, atMost } from './bar.ts';
import { type Check, journeyCheck, type Reading } from './check.ts';
import { everyCheck } from './every-check.ts';
import { rowsOf, tableOf } from './table.ts';

const check = (number: number, title: string, bar = atMost(3, 'KB')): Check =>
  journeyCheck({ number, title, bar, measure: async () => [] });

const taken = (...values: readonly number[]): readonly Reading[] =>
  values.map((value, index) => ({ value, where: `page ${index + 1}` }));

test('each check shows its worst, by its own bar, in the order of the numbers', () => {
  const rows = rowsOf(
    new Map([
      [check(9, 'letters', atLeast(18, 'px')), taken(20, 18, 19)],
      [check(1, 'weight'), taken(1, 3, 2)],
    ]),
  );
  expect(tableOf(rows)).toBe(
    [
      '#  check    threshold  worst        of  where',
      '1  weight   ≤ 3 KB     3 KB   pass  3   page 2',
      '9  letters  ≥ 18 px    18 px  pass  3   page 2',
    ].join('\n'),
  );
});

test('what is past its bar, was never measured, or could not be, fails', () => {
  const verdict = (readings: readonly Reading[]) =>
    rowsOf(new Map([[check(1, 'weight'), readings]]))[0]?.verdict;
  expect(verdict(taken(1, 4))).toBe('FAIL');
  expect(verdict([])).toBe('FAIL');
  expect(verdict(taken(1, Number.NaN))).toBe('FAIL');
  expect(verdict(taken(3))).toBe('pass');
});

test('a time is reported and fails nothing, whatever it is', () => {
  const [row] = rowsOf(new Map([[{ ...check(4, 'paint'), effect: 'is reported' } as Check, taken(9)]]));
  expect(row).toMatchObject({ verdict: 'reported', measured: '9 KB' });
});

test('every check of the design that measures pages for residents has its row', () => {
  // Checks 11 to 18 and 22 are journeys of residents and are tested in test/browser and test/web.
  const measured = [1, 3, 4, 5, 6, 7, 8, 9, 10, 19, 20, 21, 23, 25, 26, 27, 28, 30];
  const numbers = new Set(everyCheck().map(({ number }) => number));
  expect(measured.filter((number) => !numbers.has(number))).toEqual([]);
});
