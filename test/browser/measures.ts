import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Page } from 'playwright-core';

const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const rules = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

/** What axe finds on a page, one line each. The page's context must allow scripts (`bypassCSP`). */
export async function violations(page: Page): Promise<readonly string[]> {
  await page.evaluate(axe);
  // Skips passed rules and selectors, which take time and are not used.
  const options = JSON.stringify({ runOnly: rules, resultTypes: ['violations'], selectors: false });
  const found = await page.evaluate(
    `axe.run(document, ${options}).then(({ violations }) =>
      violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => id + ': ' + html.slice(0, 120))))`,
  );
  return found as readonly string[];
}

/** Touch targets smaller than `px` in width or height. */
export const smallTargets = (page: Page, px: number): Promise<readonly string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('a, button, select, textarea, summary, input:not([type=hidden])')]
      .filter((one) => one.className !== 'skip' && one.checkVisibility())
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .filter(({ box }) => box.width < ${px - 0.5} || box.height < ${px - 0.5})
      .map(({ one, box }) => Math.round(box.width) + '×' + Math.round(box.height) + ' ' + one.outerHTML.slice(0, 80))`,
  );

/** Elements that overflow the window to the right or are cut off inside their own box. */
export const overflowing = (page: Page): Promise<readonly string[]> =>
  page.evaluate(
    `[...document.querySelectorAll('body *')]
      .filter((one) => one.checkVisibility() && !one.closest('svg') && one.className !== 'skip')
      .filter((one) => one.getBoundingClientRect().right > innerWidth + 1 || (one.children.length === 0 && one.localName !== 'input' && one.scrollWidth > one.clientWidth + 1 && getComputedStyle(one).display !== 'inline'))
      .map((one) => one.outerHTML.slice(0, 100))
      .concat(document.documentElement.scrollWidth > innerWidth ? ['the page scrolls sideways'] : [])`,
  );
