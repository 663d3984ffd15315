import type { Page } from 'playwright-core';
import { atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';
import type { Fixtures } from '../fixtures.ts';

const TABS_MAX = 60;

/** The focused element's id, and whether its focus is visible. A tile's radio button is hidden; its label shows the focus. */
const focus = `(() => { const one = document.activeElement;
  const shown = one.classList.contains('pick') ? one.nextElementSibling : one;
  return [one.id, getComputedStyle(shown).outlineStyle !== 'none']; })()`;

/** Presses Tab through the form until the send button has the focus. */
const throughForm = ({ withOwnSite }: Fixtures): Promise<readonly (readonly [string, boolean])[]> =>
  withOwnSite({}, async (page: Page, { origin }) => {
    await page.goto(`${origin}/q/b3-1`);
    const steps: (readonly [string, boolean])[] = [];
    while (steps.at(-1)?.[0] !== 'send' && steps.length < TABS_MAX) {
      await page.keyboard.press('Tab');
      steps.push(await page.evaluate<readonly [string, boolean]>(focus));
    }
    return steps;
  });

export const tabs = journeyCheck({
  number: 19,
  title: 'Steps of the keyboard to the button',
  bar: atMost(20),
  measure: async (fixtures) => [{ where: 'form', value: (await throughForm(fixtures)).length }],
});

export const visibleFocus = journeyCheck({
  number: 19,
  title: 'Steps at which the focus is not to be seen',
  bar: atMost(0),
  async measure(fixtures) {
    const unseen = (await throughForm(fixtures)).filter(([, isSeen]) => !isSeen);
    return [{ where: 'form', value: unseen.length, faults: unseen.map(([id]) => `at ${id || 'a link'}`) }];
  },
});
