import type { Page } from 'playwright-core';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { testWithSecondPlace } from './resident-phone.ts';
import { stopClock } from './stopped-clock.ts';

export const TEN = Date.UTC(2026, 9, 1, 2);

/** Console messages of the browser when it is offline, an answer is lost, or a request is refused. */
export const test = testWithSecondPlace.extend(
  'expected',
  /ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (4|503)/,
);

/** Everything in the local storage. */
export const kept = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify(Object.entries(localStorage))');

/** Matches visible elements only, since the page contains all its messages from the start. */
export const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true });

/** Waits until the page shows that a report is kept and unsent. */
export const waitUntilKept = (page: Page): Promise<void> =>
  shown(page, '#kept [data-standing=unsent]').waitFor();

export async function typeReport(page: Page, tile = 'lost'): Promise<void> {
  await page.check(`#t-${tile}`);
  await page.fill('#what', '黑色手机，\n落在电梯里了');
  await page.fill('#phone', '138 0000 0003');
}

/** Opens the form and fills it in. */
export async function writeReport(page: Page, tile?: string): Promise<void> {
  await page.goto('/q/b3-1');
  await typeReport(page, tile);
}

/** The same, with the telephone’s clock stopped at 10:01. */
export async function writeReportAtTen(page: Page): Promise<void> {
  await stopClock(page, TEN + MINUTE);
  await page.goto('/q/b3-1');
  await typeReport(page);
}

/** Sends the form offline. */
export async function sendOffline(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.click('#send');
  await waitUntilKept(page);
}
