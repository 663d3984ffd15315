import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Stack, stack } from './fixtures.ts';
import { journeyChecks } from './journey-checks.ts';
import { pageChecks } from './page-checks.ts';
import { readPage } from './read-page.ts';
import { fewRenders, wordsFor } from './render.ts';

let here: Stack;
beforeAll(async () => {
  here = await stack();
});
afterAll(() => here?.close());

const seen = fewRenders.map((render) => ({ render, seen: wordsFor(render) }));

test.each(seen)('$seen passes every check of a page', async ({ render }) => {
  const read = await readPage(here, render, pageChecks);
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
