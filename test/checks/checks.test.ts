import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createFixtures, type Fixtures } from './fixtures.ts';
import { journeyChecks } from './journey-checks.ts';
import { pageChecks } from './page-checks.ts';
import { readPage } from './read-page.ts';
import { pairwiseRenders, renderLabel } from './render.ts';

let here: Fixtures;
beforeAll(async () => {
  here = await createFixtures();
});
afterAll(() => here?.close());

const labelled = pairwiseRenders.map((render) => ({ render, label: renderLabel(render) }));

test.each(labelled)('$label passes every check of a page', async ({ render }) => {
  const read = await readPage(here, render, pageChecks);
  const failed = read
    .filter(({ check, reading }) => check.effect === 'gates' && !check.bar.isMet(reading.value))
    .map(({ check: { number, title, bar }, reading: { value, faults } }) => ({
      ...{ check: `${number}: ${title}, ${bar.label}`, value, faults },
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
