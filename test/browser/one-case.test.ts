import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { casesOf } from './cases-of.ts';
import { sendOffline, shown, test, waitUntilKept, writeReport, writeReportAtTen } from './kept-report.ts';

const STEP_MS = 10 * SECOND;

/** Drops the answer to the next report, after the server received it. */
const loseTheAnswer = (page: Page) =>
  page.context().route(
    '**/q/b3-1',
    async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch({ maxRedirects: 0 });
      return route.abort();
    },
    { times: 1 },
  );

describe('a report whose answer is lost', () => {
  test('is one case when the code is scanned again, and leads to its receipt', async ({ here, page }) => {
    await writeReport(page);
    await loseTheAnswer(page);
    await page.click('#send');
    await waitUntilKept(page);
    expect(await casesOf(here)).toBe(1);
    await page.goto('/q/b3-1');
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });

  test('is sent again by itself within ten seconds', async ({ here, page }) => {
    await writeReportAtTen(page);
    await loseTheAnswer(page);
    await page.click('#send');
    await waitUntilKept(page);
    await page.clock.runFor(10 * SECOND);
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });

  test('and that was changed since is refused as a conflict, so that nothing is lost or stored twice', async ({
    here,
    page,
  }) => {
    await writeReport(page);
    await loseTheAnswer(page);
    await page.click('#send');
    await waitUntilKept(page);
    await shown(page, '.kept-actions summary').click();
    await shown(page, '[data-do=change]').click();
    await page.fill('#what', '还有一件别的事');
    await page.click('#send');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#what')).toBe('还有一件别的事');
    expect(await casesOf(here)).toBe(1);
  });
});

describe('a server that does not answer', () => {
  test('leaves the report kept, as shown after two seconds; once it answers there is one case', async ({
    here,
    page,
  }) => {
    await writeReportAtTen(page);
    const held: (() => Promise<void>)[] = [];
    await page.route('**/q/b3-1', (route) => void held.push(() => route.continue()));
    await page.click('#send');
    await page.clock.runFor(2 * SECOND);
    await waitUntilKept(page);
    expect(await shown(page, '#kept [data-kept=now]').textContent()).toBe('正在发送……');
    await expect.poll(() => held.length).toBe(1);
    await Promise.all(held.map((go) => go()));
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });

  test('or that answers 503 is retried at growing intervals of at most 75 seconds', async ({
    here,
    page,
  }) => {
    await writeReportAtTen(page);
    let posts = 0;
    let isWell = false;
    await page.route('**/q/b3-1', (route) => {
      posts += 1;
      return isWell ? route.continue() : route.fulfill({ status: 503 });
    });
    await page.click('#send');
    await waitUntilKept(page);
    // Steps are shorter than the page’s timeout, and each ends without a pending request.
    for (let step = 0; step < (10 * MINUTE) / STEP_MS; step += 1) {
      await page.clock.runFor(STEP_MS);
      await expect
        .poll(() => shown(page, '#kept [data-kept=now]').textContent())
        .toBe('还没发到，过一会儿自动再发。');
    }
    expect(posts).toBeGreaterThanOrEqual(600 / 75);
    expect(posts).toBeLessThanOrEqual(20);
    isWell = true;
    const before = posts;
    for (let seconds = 0; posts === before && seconds < 75; seconds += 1) await page.clock.runFor(SECOND);
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });
});

describe('one case', () => {
  test('is what going back and pressing again makes', async ({ here, page }) => {
    await writeReport(page);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    await page.goBack();
    await expect.poll(() => page.inputValue('#what')).toBe('');
    await page.click('#send');
    await page.locator('#errors').waitFor();
    expect(await casesOf(here)).toBe(1);
  });

  test('is what two tabs that send the same report make', async ({ context, here, page }) => {
    await writeReport(page);
    await sendOffline(page);
    await context.setOffline(false);
    const other = await context.newPage();
    await other.goto('/q/b3-1');
    // The faster tab goes to the receipt; the other one may have nothing left to send.
    await expect.poll(() => [page, other].some((tab) => tab.url().includes('/t/'))).toBe(true);
    await other.waitForLoadState();
    expect(await casesOf(here)).toBe(1);
  });
});
