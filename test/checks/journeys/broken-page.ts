import type { Page } from 'playwright-core';
import { overflowing, smallTargets, violations } from '../../browser/measures.ts';
import { atLeast } from '../bar.ts';
import { journeyCheck } from '../check.ts';

/** Known defects: a field without a label, and a button that is too small, off screen and illegible. */
const breakPage = `document.querySelector('label[for=what]').remove();
  document.querySelector('#send').style.cssText = 'height:20px;width:20px;min-height:0;font-size:1px;margin-left:2000px'`;

const detectors: Readonly<Record<string, (page: Page) => Promise<readonly string[]>>> = {
  axe: violations,
  'small targets': (page) => smallTargets(page, 48),
  overflow: overflowing,
};

/** Proves that each detector works: one that finds no fault on this page would pass any page. */
export const brokenPage = journeyCheck({
  number: 7,
  title: 'Found on a page that is broken on purpose',
  bar: atLeast(1),
  measure: ({ withOwnSite }) =>
    withOwnSite({}, async (page, { origin }) => {
      await page.goto(`${origin}/q/b3-1`);
      await page.evaluate(breakPage);
      const readings = [];
      for (const [where, find] of Object.entries(detectors)) {
        readings.push({ where, value: (await find(page)).length });
      }
      return readings;
    }),
});
