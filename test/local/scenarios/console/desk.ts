import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { afterAll, expect } from 'vitest';
import { launch } from '../../../browser/chromium.ts';

/** Names of the seeded people, as the issuer's page shows them. */
export const people = { guard: '马师傅', officer: '李警官', chief: '赵所长', auditor: '秦督察' } as const;
type PersonName = (typeof people)[keyof typeof people];

export interface Desk {
  readonly context: BrowserContext;
  readonly page: Page;
}

/** Messages that a browser writes for an answer that the test wants, such as a refusal. */
const refusals = /status of 4\d\d|ERR_INTERNET_DISCONNECTED|ERR_FAILED/;

export const wide = { viewport: { width: 1280, height: 800 } } as const;
export const narrow = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } as const;

/** Opens the console of a running stack in browsers of their own. In the end no page may have logged a fault. */
export async function desks(origin: string) {
  const browser: Browser = await launch();
  const faults: string[] = [];
  afterAll(async () => {
    await browser.close();
    expect(faults).toEqual([]);
  });

  async function open(options: BrowserContextOptions = wide): Promise<Desk> {
    const context = await browser.newContext({ locale: 'zh-CN', baseURL: origin, ...options });
    context.on('console', (message) => {
      if (message.type() === 'error' && !refusals.test(message.text())) faults.push(message.text());
    });
    context.on('weberror', (thrown) => faults.push(String(thrown.error())));
    return { context, page: await context.newPage() };
  }

  return {
    open,
    /** A person at the console, by the issuer's sign-in page. */
    async signedIn(person: PersonName, options?: BrowserContextOptions): Promise<Desk> {
      const desk = await open(options);
      await desk.page.goto('/office');
      await signIn(desk.page, person);
      return desk;
    },
  };
}

/** Goes through the issuer's page, from the sign-in page of the console or from what an expired session shows. */
export async function signIn(page: Page, person: PersonName): Promise<void> {
  await page.locator('.btn-main', { hasText: /登录|Sign in/ }).click();
  await page.getByRole('button', { name: person }).click();
  await page.waitForSelector('.nav');
}

/** Presses a key until its effect is there: a screen listens for keys a moment after it is drawn. */
export async function pressFor(page: Page, key: string, effect: string): Promise<void> {
  const isThere = async (): Promise<boolean> => (await page.locator(effect).count()) > 0;
  await expect
    .poll(async () => {
      if (await isThere()) return true;
      await page.keyboard.press(key);
      return isThere();
    })
    .toBe(true);
}

export const goTo = async (page: Page, hash: string): Promise<void> => {
  await page.evaluate(`location.hash = ${JSON.stringify(hash)}`);
};

/** Opens a case of the station by its id. */
export async function openCase(page: Page, id: string): Promise<void> {
  await goTo(page, `#/case/${id}`);
  await page.waitForSelector('.story');
}
