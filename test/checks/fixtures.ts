import type { Browser, BrowserContextOptions, CDPSession, Page } from 'playwright-core';
import { launch, telephone } from '../browser/chromium.ts';
import { type SiteWithPhotoStore, siteWithPhotoStore } from '../browser/photo-site.ts';
import { speakPseudo } from '../browser/pseudo-words.ts';
import { type Site, site } from '../browser/site.ts';
import { addPoliceRoom } from '../web/pages.ts';
import { listenTo, type OpenPage } from './open-page.ts';
import type { FrameName, Render } from './render.ts';
import { states } from './states.ts';
import { visitOf } from './visit.ts';

/** One browser, and a fresh site (server with its data) for each visit. */
export interface Fixtures {
  readonly browser: Browser;
  /** Opens a page in the given state, runs `use` on it and resets the shared tab. Calls must not overlap. */
  openRender<T>(render: Render, use: (open: OpenPage) => Promise<T>): Promise<T>;
  /** Runs `use` on a site with a photo store, in a browser context of its own. */
  withOwnSite<T>(
    options: BrowserContextOptions,
    use: (page: Page, here: SiteWithPhotoStore) => Promise<T>,
  ): Promise<T>;
  close(): Promise<void>;
}

interface FrameSettings {
  readonly viewport: { readonly width: number; readonly height: number };
  /** The default font size that the user set in the browser or on the telephone. */
  readonly fontSizePx: number;
}

const frameSettings = {
  '390 px': { viewport: telephone.viewport, fontSizePx: 16 },
  '1280 px': { viewport: { width: 1280, height: 800 }, fontSizePx: 16 },
  '320 px at 200 % font size': { viewport: { width: 320, height: 640 }, fontSizePx: 32 },
} as const satisfies Record<FrameName, FrameSettings>;

/** The device, unless a render or a journey overrides it. */
const defaultDevice = { ...telephone, locale: 'zh-CN' } as const;

export async function createFixtures(): Promise<Fixtures> {
  const browser = await launch();
  const tab = await (await browser.newContext(defaultDevice)).newPage();
  const session = await tab.context().newCDPSession(tab);

  return {
    browser,
    async openRender(render, use) {
      const here = await seeded(site());
      const { loaded, browserMessages, stop } = listenTo(tab);
      const speakEnglish = render.language === 'pseudo' ? speakPseudo() : undefined;
      try {
        await adjust(tab, session, render);
        const visit = visitOf(tab, here, render);
        await states[render.state].prepare(visit);
        const [document] = loaded();
        if (document === undefined) throw new Error(`no document was loaded for ${render.state}`);
        const [html, headers] = [await document.text(), document.headers()];
        return await use({
          page: tab,
          visit,
          html,
          headers,
          ...{ loaded: loaded(), browserMessages: browserMessages() },
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
    async withOwnSite(options, use) {
      const here = await seeded(siteWithPhotoStore());
      const context = await browser.newContext({ ...defaultDevice, ...options });
      try {
        return await use(await context.newPage(), here);
      } finally {
        await context.close();
        await here.close();
      }
    },
    close: () => browser.close(),
  };
}

async function adjust(tab: Page, session: CDPSession, { frame, theme }: Render): Promise<void> {
  const { viewport, fontSizePx } = frameSettings[frame];
  await tab.setViewportSize(viewport);
  await tab.emulateMedia({ colorScheme: theme });
  await session.send('Page.setFontSizes', { fontSizes: { standard: fontSizePx } });
}

/** Adds a named station with a telephone number and a second place to a new site. */
async function seeded<NewSite extends Site>(created: Promise<NewSite>): Promise<NewSite> {
  const here = await created;
  await addPoliceRoom(here.rig);
  return here;
}
