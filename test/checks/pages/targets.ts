import type { Page } from 'playwright-core';
import { atLeast } from '../bar.ts';
import { type PageCheck, pageCheck } from '../check.ts';
import { kindOf, type Render } from '../render.ts';

const ANYTHING = 'a, button, select, textarea, summary, input:not([type=hidden])';
const MAIN = '.btn-big';

/** Visible touch targets with the shorter of their two sides, smallest first. */
const targetsOn = (page: Page, selector: string): Promise<readonly { px: number; markup: string }[]> =>
  page.evaluate(
    `[...document.querySelectorAll(${JSON.stringify(selector)})]
      .filter((one) => one.className !== 'skip' && one.checkVisibility())
      .map((one) => ({ one, box: one.getBoundingClientRect() }))
      .map(({ one, box }) => ({ px: Math.round(Math.min(box.width, box.height)), markup: one.outerHTML.slice(0, 100) }))
      .sort((one, other) => one.px - other.px)`,
  );

const targets = (title: string, selector: string, leastPx: number, size: Render['size']): PageCheck =>
  pageCheck({
    ...{ number: 8, title, bar: atLeast(leastPx, 'px') },
    appliesTo: (render) => render.size === size && kindOf(render) !== 'poster',
    async measure({ page }) {
      const found = await targetsOn(page, selector);
      const [smallest] = found;
      if (smallest === undefined) return undefined;
      const small = found.filter(({ px }) => px < leastPx);
      return { value: smallest.px, faults: small.map(({ px, markup }) => `${px} px: ${markup}`) };
    },
  });

export const targetChecks = [
  targets('Smallest target', ANYTHING, 48, 'usual'),
  targets('Smallest target, large text', ANYTHING, 60, 'large'),
  targets('Main button', MAIN, 60, 'usual'),
  targets('Main button, large text', MAIN, 72, 'large'),
] as const;
