import type { Browser } from 'playwright-core';
import { telephone } from '../../browser/chromium.ts';
import { HANG_MS } from '../../timeouts.ts';
import { texts } from '../sample-texts.ts';
import type { ConsoleRender } from './console-render.ts';
import { consoleSite } from './console-site.ts';
import { type ConsoleVisit, consoleStates, prepareState } from './console-states.ts';

export interface OpenConsole extends ConsoleVisit {
  readonly render: ConsoleRender;
  readonly html: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly browserMessages: readonly string[];
}

const frameSettings = {
  '390 px': { viewport: telephone.viewport, fontSizePx: 16, hasTouch: true, isMobile: true },
  '1280 px': { viewport: { width: 1280, height: 800 }, fontSizePx: 16, hasTouch: false, isMobile: false },
  '320 px at 200 % font size': {
    ...{ viewport: { width: 320, height: 640 }, fontSizePx: 32, hasTouch: true, isMobile: true },
  },
} as const;

const drawAll = `(() => { const sheet = new CSSStyleSheet();
  sheet.replaceSync('.case { content-visibility: visible }');
  document.adoptedStyleSheets = [sheet];
  return new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))); })()`;

/** Opens a screen in a context and on a site of its own, and closes both after its use. */
export async function openConsole<T>(
  browser: Browser,
  render: ConsoleRender,
  use: (open: OpenConsole) => Promise<T>,
): Promise<T> {
  const { state: name, language, theme, frame } = render;
  const state = consoleStates[name];
  if (state === undefined) throw new Error(`there is no state ${name}`);
  const { fontSizePx, ...device } = frameSettings[frame];
  const spoken = language === 'pseudo' ? 'en' : language;
  const here = await consoleSite(language === 'pseudo' ? 'pseudo' : 'catalogues');
  const context = await browser.newContext({ ...device, locale: spoken, colorScheme: theme });
  const browserMessages: string[] = [];
  context.on('console', (message) => void browserMessages.push(message.text()));
  context.on('weberror', (thrown) => void browserMessages.push(String(thrown.error())));
  try {
    context.setDefaultTimeout(HANG_MS);
    const page = await context.newPage();
    const session = await context.newCDPSession(page);
    await session.send('Page.setFontSizes', { fontSizes: { standard: fontSizePx } });
    const document = page.waitForResponse((response) => response.request().isNavigationRequest());
    const visit = await prepareState(state, { page, here, texts: texts[spoken] });
    // Rows that are out of sight are measured too.
    await page.evaluate(drawAll);
    const answer = await document;
    const [html, headers] = [await answer.text(), answer.headers()];
    return await use({ ...visit, render, html, headers, browserMessages });
  } finally {
    await context.close();
    await here.close();
  }
}
