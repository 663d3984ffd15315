import type { Page } from 'playwright-core';
import { overflowing, smallTargets, violations } from '../../browser/measures.ts';
import { atLeast } from '../bar.ts';
import { journeyCheck } from '../check.ts';

/** What everybody knows to be wrong: a field without a name, and a button that is small, far off and illegible. */
const spoil = `document.querySelector('label[for=what]').remove();
  document.querySelector('#send').style.cssText = 'height:20px;width:20px;min-height:0;font-size:1px;margin-left:2000px'`;

const instruments: Readonly<Record<string, (page: Page) => Promise<readonly string[]>>> = {
  axe: violations,
  'the measure of targets': (page) => smallTargets(page, 48),
  'the measure of what fits': overflowing,
};

/** An instrument that finds nothing here would find nothing anywhere. */
export const brokenPage = journeyCheck({
  number: 7,
  title: 'Found on a page that is broken on purpose',
  bar: atLeast(1),
  measure: ({ enter }) =>
    enter({}, async (page, { origin }) => {
      await page.goto(`${origin}/q/b3-1`);
      await page.evaluate(spoil);
      const readings = [];
      for (const [where, find] of Object.entries(instruments)) {
        readings.push({ where, value: (await find(page)).length });
      }
      return readings;
    }),
});
