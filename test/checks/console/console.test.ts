import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch } from '../../browser/chromium.ts';
import type { Fixtures } from '../fixtures.ts';
import { consoleJourneys } from './console-journeys.ts';
import { readConsole } from './console-page-checks.ts';
import { consoleLabel, everyConsoleRender, pairwiseConsoleRenders } from './console-render.ts';
import { consoleStates } from './console-states.ts';
import { openConsole } from './open-console.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser?.close());

const chosen = process.env.CONSOLE_STATES;
const renders = (chosen === undefined ? pairwiseConsoleRenders : everyConsoleRender)
  .filter(({ state }) => chosen === undefined || new RegExp(chosen).test(state))
  .map((render) => ({ render, label: consoleLabel(render) }));

test.each(renders)('$label passes every check', async ({ render }) => {
  const read = await openConsole(browser, render, readConsole);
  const failed = read.filter(({ check, value }) => !check.bar.isMet(value));
  expect(
    failed.map(({ check: { number, title }, faults }) => ({ check: `${number}: ${title}`, faults })),
  ).toEqual([]);
});

describe('the chosen screens', () => {
  test('are every one in every state, in each language, theme and width', () => {
    expect(new Set(pairwiseConsoleRenders.map(({ state }) => state))).toEqual(
      new Set(Object.keys(consoleStates)),
    );
  });
});

test.each(consoleJourneys())('passes check $number: $title', async ({ bar, measure }) => {
  // None of them needs what pages of residents need.
  const readings = await measure({} as Fixtures);
  expect(readings.length).toBeGreaterThan(0);
  expect(readings.filter(({ value }) => !bar.isMet(value))).toEqual([]);
});
