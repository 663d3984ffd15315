import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { launch, telephone } from '../browser/chromium.ts';
import { type SiteWithPhotoStore, siteWithPhotoStore } from '../browser/photo-site.ts';
import { speakPseudo } from '../browser/pseudo-words.ts';
import { type Site, site } from '../browser/site.ts';
import { furnish } from '../web/pages.ts';
import { listenTo, type OpenPage } from './open-page.ts';
import type { FrameName, Render } from './render.ts';
import { states } from './states.ts';
import { visitOf } from './visit.ts';

/** What is measured on: a browser, and as many police rooms as there are visits. */
export interface Stack {
  readonly browser: Browser;
  /** Gets to a page in a state, looks at it, and leaves nothing behind. One after another, in one tab. */
  see<T>(render: Render, look: (open: OpenPage) => Promise<T>): Promise<T>;
  /** A room with a photo store and a window of one's own, for whoever does more than look. */
  enter<T>(
    options: BrowserContextOptions,
    walk: (page: Page, here: SiteWithPhotoStore) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

interface Window {
  readonly viewport: { readonly width: number; readonly height: number };
  /** What 100 % is, as somebody sets it in the settings of the browser or the telephone. */
  readonly fontSizePx: number;
}

const windows = {
  '390 px': { viewport: telephone.viewport, fontSizePx: 16 },
  '1280 px': { viewport: { width: 1280, height: 800 }, fontSizePx: 16 },
  '320 px with letters of 200 %': { viewport: { width: 320, height: 640 }, fontSizePx: 32 },
} as const satisfies Record<FrameName, Window>;

/** Whose telephone it is, unless a render or a journey says otherwise. */
const owner = { ...telephone, locale: 'zh-CN' } as const;

export async function stack(): Promise<Stack> {
  const browser = await launch();
  const tab = await (await browser.newContext(owner)).newPage();
  const session = await tab.context().newCDPSession(tab);

  return {
    browser,
    async see(render, look) {
      const here = await furnished(site());
      const { loaded, complaints, stop } = listenTo(tab);
      const speakEnglish = render.language === 'pseudo' ? speakPseudo() : undefined;
      try {
        await adjust(tab, session, render);
        const visit = visitOf(tab, here, render);
        await states[render.state].prepare(visit);
        const [document] = loaded();
        if (document === undefined) throw new Error(`nothing was loaded for ${render.state}`);
        const [html, headers] = [await document.text(), document.headers()];
        return await look({
          page: tab,
          visit,
          html,
          headers,
          ...{ loaded: loaded(), complaints: complaints() },
        });
      } finally {
        stop();
        speakEnglish?.();
        await tab.evaluate('localStorage.clear(); sessionStorage.clear()').catch(() => undefined);
        await tab.context().setOffline(false);
        await tab.goto('about:blank');
        await here.close();
      }
    },
    async enter(options, walk) {
      const here = await furnished(siteWithPhotoStore());
      const context = await browser.newContext({ ...owner, ...options });
      try {
        return await walk(await context.newPage(), here);
      } finally {
        await context.close();
        await here.close();
      }
    },
    close: () => browser.close(),
  };
}

async function adjust(tab: Page, session: CDPSession, { frame, theme }: Render): Promise<void> {
  const { viewport, fontSizePx } = windows[frame];
  await tab.setViewportSize(viewport);
  await tab.emulateMedia({ colorScheme: theme });
  await session.send('Page.setFontSizes', { fontSizes: { standard: fontSizePx } });
}

/** A station with a name, a telephone and a second place. */
async function furnished<Room extends Site>(built: Promise<Room>): Promise<Room> {
  const here = await built;
  await furnish(here.rig);
  return here;
}
