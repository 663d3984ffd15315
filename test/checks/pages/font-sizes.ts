import type { Page } from 'playwright-core';
import { atLeast } from '../bar.ts';
import { pageCheck } from '../check.ts';
import { kindOf, type Render } from '../render.ts';

/** At the browser's own size of letters; whoever sets twice that gets twice that. */
const atOwnSize = ({ frame }: Render) => frame !== '320 px with letters of 200 %';

/** In pixels: the letters of the text, and the height of its line. */
const letters = (page: Page) =>
  page.evaluate<readonly [number, number]>(
    `(() => { const { fontSize, lineHeight } = getComputedStyle(document.body);
      return [parseFloat(fontSize), parseFloat(lineHeight)]; })()`,
  );

const size = async ({ page }: { readonly page: Page }) => {
  const [px] = await letters(page);
  return { value: Math.round(px * 10) / 10 };
};

export const fontSizeChecks = [
  pageCheck({
    ...{ number: 9, title: 'Letters of the text', bar: atLeast(18, 'px') },
    concerns: (render) => atOwnSize(render) && render.size === 'usual',
    measure: size,
  }),
  pageCheck({
    ...{ number: 9, title: 'Letters of the text, large', bar: atLeast(22, 'px') },
    concerns: (render) => atOwnSize(render) && render.size === 'large' && kindOf(render) !== 'poster',
    measure: size,
  }),
  pageCheck({
    ...{ number: 9, title: 'Height of a line, of its letters', bar: atLeast(1.5) },
    async measure({ page }) {
      const [px, line] = await letters(page);
      return { value: Math.round((line / px) * 100) / 100 };
    },
  }),
] as const;
