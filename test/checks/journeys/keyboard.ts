import type { Page } from 'playwright-core';
import { atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';
import type { Stack } from '../fixtures.ts';

const TABS_MAX = 60;

/** Where the focus is, and whether it is to be seen; a tile's own field is hidden, and the tile shows it. */
const focus = `(() => { const one = document.activeElement;
  const shown = one.classList.contains('pick') ? one.nextElementSibling : one;
  return [one.id, getComputedStyle(shown).outlineStyle !== 'none']; })()`;

/** Goes through the form by the keyboard alone until its button has the focus. */
const throughForm = ({ enter }: Stack): Promise<readonly (readonly [string, boolean])[]> =>
  enter({}, async (page: Page, { origin }) => {
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
  measure: async (stack) => [{ where: 'form', value: (await throughForm(stack)).length }],
});

export const visibleFocus = journeyCheck({
  number: 19,
  title: 'Steps at which the focus is not to be seen',
  bar: atMost(0),
  async measure(stack) {
    const unseen = (await throughForm(stack)).filter(([, isSeen]) => !isSeen);
    return [{ where: 'form', value: unseen.length, faults: unseen.map(([id]) => `at ${id || 'a link'}`) }];
  },
});
