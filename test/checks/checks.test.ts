import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Ground, ground } from './ground.ts';
import { journeyChecks } from './journey-checks.ts';
import { pageChecks } from './page-checks.ts';
import { readPage } from './read-page.ts';
import { fewSights, wordsFor } from './sight.ts';

let here: Ground;
beforeAll(async () => {
  here = await ground();
});
afterAll(() => here?.close());

const seen = fewSights.map((sight) => ({ sight, seen: wordsFor(sight) }));

test.each(seen)('$seen passes every check of a page', async ({ sight }) => {
  const read = await readPage(here, sight, pageChecks);
  const failed = read
    .filter(({ check, reading }) => check.effect === 'gates' && !check.bar.isMet(reading.value))
    .map(({ check: { number, title, bar }, reading: { value, faults } }) => ({
      ...{ check: `${number}: ${title}, ${bar.words}`, value, faults },
    }));
  expect(failed).toEqual([]);
});

describe('what a resident does', () => {
  test.each(journeyChecks)('passes check $number: $title', async ({ bar, measure }) => {
    const readings = await measure(here);
    expect(readings.length).toBeGreaterThan(0);
    expect(readings.filter(({ value }) => !bar.isMet(value))).toEqual([]);
  });
});
