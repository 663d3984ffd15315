import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { CDPSession, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect } from 'vitest';
import { inboxHeaders, inboxPage } from '../../infra/local/inbox/inbox-page.ts';
import { known, MORNING, messages } from '../local/runtime/inbox-sample.ts';
import { overflowing, smallTargets, violations } from './measures.ts';
import { test } from './resident-phone.ts';

let server: Server | undefined;
let origin = '';

beforeAll(async () => {
  server = createServer(({ headers, url = '' }, response) => {
    const { searchParams } = new URL(url, 'http://outbox');
    const page = inboxPage({
      language: headers['accept-language']?.startsWith('en') ? 'en' : 'zh-CN',
      ...{ now: MORNING, staff: [], origin: 'http://127.0.0.1:8787', known },
      messages: searchParams.has('empty') ? [] : messages,
      who: searchParams.get('who') || undefined,
      reference: searchParams.get('case') || undefined,
    });
    response.writeHead(200, inboxHeaders).end(page);
  });
  const listening = server.listen(0, '127.0.0.1');
  await new Promise((resolve) => listening.once('listening', resolve));
  origin = `http://127.0.0.1:${(listening.address() as AddressInfo).port}`;
});
afterAll(() => server?.close());

const session = (page: Page): Promise<CDPSession> => page.context().newCDPSession(page);

describe.each(['zh-CN', 'en'])('the local outbox in %s', (locale) => {
  describe('measured', () => {
    test.override('options', { bypassCSP: true, locale });

    test('has nothing that axe finds, and fits, in light and dark, on a telephone and a desk', async ({
      page,
    }) => {
      for (const colorScheme of ['light', 'dark'] as const)
        for (const width of [390, 1280]) {
          await page.emulateMedia({ colorScheme });
          await page.setViewportSize({ width, height: 900 });
          for (const path of ['/', '/?case=4827193', '/?who=nobody']) {
            await page.goto(origin + path);
            const name = `${path} ${colorScheme} ${width}`;
            for (const one of await page.locator('summary').all()) await one.click();
            expect(await violations(page), name).toEqual([]);
            expect(await overflowing(page), name).toEqual([]);
            // A link within the words of a message is as large as a telephone makes it.
            expect(await smallTargets(page, 24), name).toEqual([]);
          }
        }
    });

    test('fits a small telephone with letters twice as large', async ({ page }) => {
      await page.setViewportSize({ width: 320, height: 640 });
      await (await session(page)).send('Page.setFontSizes', { fontSizes: { standard: 32 } });
      await page.goto(origin);
      for (const one of await page.locator('summary').all()) await one.click();
      expect(await overflowing(page)).toEqual([]);
    });
  });

  describe('as it is', () => {
    test.override('options', { javaScriptEnabled: false, locale });

    test('shows the newest message first seen, and chooses a reader and a case without a script', async ({
      page,
    }) => {
      await page.goto(origin);
      const telephones = page.locator('.col');
      const all = await telephones.count();
      expect(await page.locator('.bb', { hasText: '4827193' }).first().isVisible()).toBe(true);
      await page.selectOption('select[name=case]', '5120338');
      await page.locator('form button').click();
      expect(new URL(page.url()).searchParams.get('case')).toBe('5120338');
      expect(await telephones.count()).toBeLessThan(all);
      expect(await page.locator('.ph', { hasText: '4827193' }).count()).toBe(0);
    });
  });
});
