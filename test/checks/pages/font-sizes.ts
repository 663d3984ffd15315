import type { Page } from 'playwright-core';
import { atLeast } from '../bar.ts';
import { pageCheck } from '../check.ts';
import { kindOf, type Render } from '../render.ts';

/** Renders at the browser's default font size; a larger default scales the text with it. */
const atDefaultSize = ({ frame }: Render) => frame !== '320 px at 200 % font size';

/** Font size and line height of the body text, in pixels. */
const bodyFont = (page: Page) =>
  page.evaluate<readonly [number, number]>(
    `(() => { const { fontSize, lineHeight } = getComputedStyle(document.body);
      return [parseFloat(fontSize), parseFloat(lineHeight)]; })()`,
  );

const size = async ({ page }: { readonly page: Page }) => {
  const [px] = await bodyFont(page);
  return { value: Math.round(px * 10) / 10 };
};

export const fontSizeChecks = [
  pageCheck({
    ...{ number: 9, title: 'Font size of the text', bar: atLeast(18, 'px') },
    appliesTo: (render) => atDefaultSize(render) && render.size === 'usual',
    measure: size,
  }),
  pageCheck({
    ...{ number: 9, title: 'Font size of the text, large', bar: atLeast(22, 'px') },
    appliesTo: (render) => atDefaultSize(render) && render.size === 'large' && kindOf(render) !== 'poster',
    measure: size,
  }),
  pageCheck({
    ...{ number: 9, title: 'Line height, as a multiple of the font size', bar: atLeast(1.5) },
    async measure({ page }) {
      const [px, line] = await bodyFont(page);
      return { value: Math.round((line / px) * 100) / 100 };
    },
  }),
] as const;
