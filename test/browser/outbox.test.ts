import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { DAY, HOUR, SECOND } from '../../shared/engine/calendar/instant.ts';
import { reported } from '../http/http-api.ts';
import { casesOf } from './cases-of.ts';
import {
  kept,
  sendOffline,
  shown,
  TEN,
  test,
  typeReport,
  waitUntilKept,
  writeReport,
  writeReportAtTen,
} from './kept-report.ts';
import type { Site } from './site.ts';
import { stopClock } from './stopped-clock.ts';

/** The station's time, for telephones with the right time. */
const STATION_NOW = Date.UTC(2026, 10, 23, 2);

/** Closes the tab, goes online and opens a new tab. */
async function reopened(page: Page): Promise<Page> {
  const context = page.context();
  await page.close();
  await context.setOffline(false);
  return context.newPage();
}

/** Waits for the proof of work. Polls, since the page’s content policy forbids `waitForFunction`. */
const waitForProof = (page: Page) =>
  expect.poll(() => page.inputValue('input[name=proofOfWork]')).not.toBe('');

/** How long the page waits for a missing proof of work before it sends. */
const PROOF_WAIT_MS = 4 * SECOND;

/**
 * Sends a report offline with a valid proof of work, by the station's time. The clock is stopped, so that a slow machine
 * also finds the next proof before the page stops waiting for it.
 */
async function sendProvenOffline(page: Page): Promise<void> {
  await stopClock(page, STATION_NOW);
  await writeReport(page);
  await waitForProof(page);
  await sendOffline(page);
}

const trusts = async ({ rig }: Site): Promise<readonly string[]> => {
  const { body } = await rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
  return body.rows.map(({ trust }: { readonly trust: string }) => trust);
};

describe('a report that is sent offline', () => {
  test('is shown as kept, with numbers to call, within two seconds, and is sent when the telephone is online again', async ({
    context,
    here,
    page,
  }) => {
    await writeReportAtTen(page);
    await context.setOffline(true);
    await page.click('#send');
    await page.clock.runFor(2 * SECOND);
    await waitUntilKept(page);
    expect(await shown(page, '#kept').textContent()).toContain('存好了，还没发出去');
    expect(await shown(page, '#kept a[href="tel:110"]').count()).toBe(1);
    expect(await shown(page, '#kept [data-kept=at]').textContent()).toBe('10-01 10:01 写好。');
    expect(await page.evaluate('document.activeElement.id')).toBe('kept');
    expect(await shown(page, 'form').count()).toBe(0);
    expect(await casesOf(here)).toBe(0);
    await context.setOffline(false);
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
    expect(await kept(page)).toBe('[]');
  });

  test('is one case when its tab was closed and the code is scanned again online', async ({ here, page }) => {
    await writeReport(page);
    await sendOffline(page);
    const tab = await reopened(page);
    await tab.goto('/q/b3-1?from=singlemessage');
    await tab.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
    expect(await tab.locator('.steps .said').first().textContent()).toBe('黑色手机，\n落在电梯里了');
    expect(await kept(tab)).toBe('[]');
  });

  test('is sent from the page of another case too, which stays open and shows a link to the receipt', async ({
    here,
    page,
  }) => {
    const { token } = await reported(here.rig);
    await writeReport(page);
    await sendOffline(page);
    const tab = await reopened(page);
    await tab.goto(`/t/${token}`);
    await shown(tab, '#kept [data-standing=received]').waitFor();
    expect(tab.url()).toContain(token);
    expect(await casesOf(here)).toBe(2);
    expect(await kept(tab)).not.toContain('电梯');
    await shown(tab, '#kept a[data-kept=receipt]').click();
    await tab.waitForURL((url) => url.pathname.startsWith('/t/') && !url.pathname.endsWith(token));
    expect(await tab.locator('.steps .said').first().textContent()).toBe('黑色手机，\n落在电梯里了');
    expect(await kept(tab)).toBe('[]');
  });

  test('may be changed first: it stands in its form again and is sent once', async ({
    context,
    here,
    page,
  }) => {
    await writeReport(page);
    await sendOffline(page);
    await shown(page, '.kept-actions summary').click();
    await shown(page, '[data-do=change]').click();
    expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
    expect(await page.isChecked('#t-lost')).toBe(true);
    await page.fill('#what', '红色手机');
    await context.setOffline(false);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
    expect(await page.locator('.steps .said').first().textContent()).toBe('红色手机');
  });

  test('may be thrown away, and the next one is a report of its own', async ({ context, here, page }) => {
    await page.goto('/q/b3-1');
    const first = await page.inputValue('input[name=token]');
    await typeReport(page);
    await sendOffline(page);
    await shown(page, '.kept-actions summary').click();
    await shown(page, '[data-do=discard]').click();
    expect(await page.inputValue('#what')).toBe('');
    expect(await page.inputValue('input[name=token]')).toMatch(/^[\w-]{32}$/);
    expect(await page.inputValue('input[name=token]')).not.toBe(first);
    expect(await kept(page)).toBe('[]');
    await context.setOffline(false);
    await typeReport(page);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });

  test('does not block another one: both are sent, each with a proof', async ({ context, here, page }) => {
    await sendProvenOffline(page);
    await shown(page, '.kept-actions summary').click();
    await shown(page, '[data-do=another]').click();
    await typeReport(page, 'documents');
    await page.click('#send');
    await shown(page, 'form').waitFor({ state: 'detached' });
    await context.setOffline(false);
    await page.waitForURL('**/t/*');
    await expect.poll(() => casesOf(here)).toBe(2);
    expect(await trusts(here)).toEqual(['ordinary', 'ordinary']);
  });

  test('and that was kept for longer than its proof is good gets a new one', async ({
    context,
    here,
    page,
  }) => {
    await sendProvenOffline(page);
    const asked = page.waitForRequest('**/v1/places/b3-1');
    await page.clock.setFixedTime(STATION_NOW + 3 * HOUR);
    await context.setOffline(false);
    await asked;
    await page.waitForURL('**/t/*');
    expect(await trusts(here)).toEqual(['ordinary']);
  });

  test('gets a new one on the page of another case too', async ({ here, page }) => {
    const { token } = await reported(here.rig);
    await sendProvenOffline(page);
    const tab = await reopened(page);
    await tab.clock.setFixedTime(STATION_NOW + 3 * HOUR);
    const asked = tab.waitForRequest('**/v1/places/b3-1');
    await tab.goto(`/t/${token}`);
    await asked;
    await shown(tab, '#kept [data-standing=received]').waitFor();
    expect(await trusts(here)).toContain('ordinary');
  });

  test('goes without a proof where none can be had in a moment', async ({ here, page }) => {
    await page.route('**/v1/places/*', () => undefined);
    await stopClock(page, STATION_NOW);
    await page.goto('/q/b3-1');
    await waitForProof(page);
    await page.evaluate('document.querySelector("input[name=proofOfWork]").value = ""');
    await typeReport(page);
    await page.click('#send');
    await page.clock.runFor(PROOF_WAIT_MS);
    await page.waitForURL('**/t/*');
    expect(await trusts(here)).toEqual(['low']);
  });
});

describe('what is wrong with a report', () => {
  test('the server says, on its own page, with all that was typed, and leads to the field', async ({
    here,
    page,
  }) => {
    await writeReport(page);
    await page.fill('#phone', '138');
    await page.click('#send');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
    expect(await kept(page)).not.toContain('kept:');
    const focus = () => page.evaluate('document.activeElement.id');
    expect(await focus()).toBe('errors');
    await page.click('#errors a[href="#phone"]');
    expect(await focus()).toBe('phone');
    await page.fill('#phone', '');
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });

  test('that was sent from another page is said there, and its form says what', async ({ page }) => {
    await writeReport(page);
    await page.fill('#phone', '138');
    await sendOffline(page);
    const tab = await reopened(page);
    await tab.goto('/q/gate');
    await shown(tab, '#kept a[data-kept=change-it]').click();
    await tab.waitForURL('**/q/b3-1');
    await tab.locator('#errors').waitFor();
    expect(await tab.inputValue('#phone')).toBe('138');
    expect(await tab.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
  });
});

describe('on a telephone that others use too', () => {
  const keepFor = async (page: Page, tile: string, ageMs: number) => {
    await page.clock.setFixedTime(TEN);
    await writeReport(page, tile);
    await sendOffline(page);
    await page.route('**/q/**', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await page.context().setOffline(false);
    await page.clock.setFixedTime(TEN + ageMs);
    await page.goto('/q/b3-1');
    await shown(page, '#kept').waitFor();
  };

  test.for([
    { tile: 'lost', ageMs: DAY - 1, hasWords: true },
    { tile: 'lost', ageMs: DAY, hasWords: false },
    { tile: 'missing', ageMs: 2 * HOUR - 1, hasWords: true },
    { tile: 'missing', ageMs: 2 * HOUR, hasWords: false },
  ])(
    'the words of $tile are kept after $ageMs ms: $hasWords',
    async ({ tile, ageMs, hasWords }, { page }) => {
      await keepFor(page, tile, ageMs);
      expect((await kept(page)).includes('电梯')).toBe(hasWords);
      expect(await shown(page, '#kept [data-standing=unsent]').count()).toBe(hasWords ? 1 : 0);
      expect(await shown(page, '#kept [data-standing=too-old]').count()).toBe(hasWords ? 0 : 1);
    },
  );

  test('the page shows once that it was not sent, and the notice can be dismissed', async ({ page }) => {
    await keepFor(page, 'lost', DAY);
    await shown(page, '[data-do=seen]').click();
    expect(await shown(page, '#kept').count()).toBe(0);
    expect(await kept(page)).toBe('[]');
  });

  test('nothing of a sensitive one is shown, and there is a way out', async ({ page }) => {
    await keepFor(page, 'missing', HOUR);
    expect(await shown(page, '#kept').textContent()).not.toContain('电梯');
    expect(await shown(page, '#kept .leave').count()).toBe(1);
  });
});
