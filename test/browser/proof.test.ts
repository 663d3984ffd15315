import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launch, telephone } from './chromium.ts';
import { type Site, site } from './site.ts';

let browser: Browser;
beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());

/** A resident reports a lost telephone; gives what staff see of it. */
async function trustAfter(act: (page: Page, here: Site) => Promise<unknown>, javaScriptEnabled: boolean) {
  const here = await site();
  const context = await browser.newContext({ ...telephone, locale: 'zh-CN', javaScriptEnabled });
  const complaints: string[] = [];
  let requests = 0;
  try {
    const page = await context.newPage();
    page.on('console', (message) => complaints.push(message.text()));
    page.on('pageerror', (error) => complaints.push(String(error)));
    page.on('request', (request) => {
      // A worker of the page's own text is no request that leaves the telephone.
      requests += request.url().startsWith('http') ? 1 : 0;
    });
    await page.goto(`${here.origin}/q/b3-1`);
    await page.check('#t-lost');
    await page.fill('#what', '黑色手机，落在电梯里了');
    await act(page, here);
    const requestsOfForm = requests;
    await page.click('#send');
    await page.waitForURL('**/t/*');
    const { body } = await here.rig.as('officer', 'GET /v1/office/cases', {});
    return { ...body.rows[0], requestsOfForm, complaints };
  } finally {
    await context.close();
    await here.close();
  }
}

const proof = 'document.querySelector("input[name=proof]").value';

describe('the form', () => {
  test('is worked for unseen while it is filled in, by nothing that is loaded, and the report is trusted', async () => {
    const seen = await trustAfter(
      // Asked from outside: the page's own policy forbids what Playwright would wait with.
      (page) => expect.poll(() => page.evaluate(proof), { timeout: 30_000 }).not.toBe(''),
      true,
    );
    expect(seen).toMatchObject({ trust: 'ordinary', requestsOfForm: 1, complaints: [] });
  });

  test('shows nobody that it is worked for, nor the field that only programs fill', async () => {
    await trustAfter(async (page) => {
      const shown = await page.evaluate(
        `[...document.querySelectorAll('input[name=proof], .decoy, .decoy *')].filter((one) => one.checkVisibility()).length`,
      );
      expect(shown).toBe(0);
      expect(await page.locator('body').textContent()).not.toMatch(/ALTCHA|proof|robot|机器人/i);
    }, true);
  });

  test('is taken without a script, in doubt', async () => {
    const seen = await trustAfter(async () => {}, false);
    expect(seen).toMatchObject({ trust: 'low', doubt: 'no-proof' });
  });

  test('is taken where the browser knows no workers, in doubt', async () => {
    const seen = await trustAfter(async (page, { origin }) => {
      await page.addInitScript('delete window.Worker');
      await page.goto(`${origin}/q/b3-1`);
      await page.check('#t-lost');
      await page.fill('#what', '黑色手机，落在电梯里了');
    }, true);
    expect(seen).toMatchObject({ trust: 'low', doubt: 'no-proof' });
  });
});
