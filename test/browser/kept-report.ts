import type { Page } from 'playwright-core';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { testWithSecondPlace } from './resident-phone.ts';
import { stopClock } from './stopped-clock.ts';

export const TEN = Date.UTC(2026, 9, 1, 2);

/** What a browser says by itself when there is no line, when an answer is lost, and when it is a refusal. */
export const test = testWithSecondPlace.extend(
  'expected',
  /ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (4|503)/,
);

/** Everything that the telephone keeps. */
export const kept = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify(Object.entries(localStorage))');

/** What a reader sees, since the page has all that it may say from the beginning. */
export const shown = (page: Page, selector: string) => page.locator(selector).filter({ visible: true });

/** Waits until the page says that a report is kept and was not sent. */
export const isKept = (page: Page): Promise<void> => shown(page, '#kept [data-standing=unsent]').waitFor();

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

/** The same, on a telephone whose time stands at one past ten. */
export async function writeReportAtTen(page: Page): Promise<void> {
  await stopClock(page, TEN + MINUTE);
  await page.goto('/q/b3-1');
  await typeReport(page);
}

/** Presses the button where there is no line. */
export async function sendWithoutLine(page: Page): Promise<void> {
  await page.context().setOffline(true);
  await page.click('#send');
  await isKept(page);
}
