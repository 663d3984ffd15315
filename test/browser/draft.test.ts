import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { DAY } from '../../shared/engine/calendar/instant.ts';
import { casesOf } from './cases-of.ts';
import { testWithSecondPlace as test } from './resident-phone.ts';
import { stopClock } from './stopped-clock.ts';

const token = (page: Page) => page.inputValue('input[name=token]');
const kept = (page: Page): Promise<string> =>
  page.evaluate('JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])');

async function typeReport(page: Page): Promise<void> {
  await page.check('#t-lost');
  await page.check('input[name="lost.item"][value=phone]');
  await page.fill('#what', '黑色手机，\n落在电梯里了');
  await page.fill('#phone', '138 0000 0003');
}

async function expectReport(page: Page): Promise<void> {
  expect(await page.isChecked('#t-lost')).toBe(true);
  expect(await page.isChecked('input[name="lost.item"][value=phone]')).toBe(true);
  expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
  expect(await page.inputValue('#phone')).toBe('138 0000 0003');
}

const isEmpty = async (page: Page) =>
  (await page.inputValue('#what')) === '' && !(await page.isChecked('#t-lost'));

describe('what was typed', () => {
  test('is there after a reload, with large text, in another language, and in a new tab', async ({
    context,
    page,
  }) => {
    await page.goto('/q/b3-1');
    await typeReport(page);
    await page.reload();
    await expectReport(page);
    await page.click('nav a >> nth=0');
    expect(page.url()).toContain('size=l');
    await expectReport(page);
    await page.click('nav a >> nth=1');
    expect(page.url()).toContain('lang=en');
    await expectReport(page);
    await page.close();
    const tab = await context.newPage();
    await tab.goto('/q/b3-1');
    await expectReport(tab);
  });

  test('is there after a messenger reloaded the page', async ({ page }) => {
    await page.goto('/q/b3-1');
    await typeReport(page);
    const first = await token(page);
    await page.goto('about:blank');
    await page.goto('/q/b3-1?from=singlemessage&isappinstalled=0');
    await expectReport(page);
    expect(await token(page)).not.toBe(first);
  });

  test('belongs to its place', async ({ page }) => {
    await page.goto('/q/b3-1');
    await typeReport(page);
    await page.goto('/q/gate');
    expect(await isEmpty(page)).toBe(true);
  });

  test('is gone once it was received, and its token was never kept', async ({ page }) => {
    await page.goto('/q/b3-1');
    const secret = await token(page);
    await typeReport(page);
    expect(await kept(page)).toContain('落在电梯里了');
    expect(await kept(page)).not.toContain(secret);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await kept(page)).toBe('[[],[]]');
    await page.goto('/q/b3-1');
    expect(await isEmpty(page)).toBe(true);
  });

  test('stays when something is wrong with it, as the server sent it back', async ({
    browserMessages,
    page,
  }) => {
    await page.goto('/q/b3-1');
    await page.fill('#what', '黑色手机');
    await page.click('#send');
    await page.waitForSelector('#errors');
    for (const message of browserMessages.splice(0)) expect(message).toContain('status of 422');
    expect(await page.inputValue('#what')).toBe('黑色手机');
    await page.goto('/q/b3-1');
    expect(await page.inputValue('#what')).toBe('黑色手机');
  });

  test.for([
    { age: DAY - 1, isKept: true },
    { age: DAY, isKept: false },
  ])('$age ms ago is kept: $isKept', async ({ age, isKept }, { page }) => {
    await page.clock.setFixedTime(Date.UTC(2026, 9, 1, 2));
    await page.goto('/q/b3-1');
    await typeReport(page);
    await page.clock.setFixedTime(Date.UTC(2026, 9, 1, 2) + age);
    await page.goto('/q/gate');
    expect((await kept(page)).includes('落在电梯里了')).toBe(isKept);
    await page.goto('/q/b3-1');
    expect(await isEmpty(page)).toBe(!isKept);
  });

  test('about a sensitive case stays with the tab, and is gone when its reader left in a hurry', async ({
    page,
  }) => {
    await page.goto('/q/b3-1');
    await page.fill('#what', '他又动手了');
    await page.check('#t-missing');
    const local = () => page.evaluate('localStorage.length');
    expect(await local()).toBe(0);
    await page.reload();
    expect(await page.inputValue('#what')).toBe('他又动手了');
    await page.route('https://www.baidu.com/', (route) => route.fulfill({ body: 'elsewhere' }));
    await page.click('.ask-missing .leave a');
    await page.waitForURL('https://www.baidu.com/');
    await page.goto('/q/b3-1');
    expect(await isEmpty(page)).toBe(true);
  });

  test('is not kept where storage is not allowed, and can still be sent', async ({ here, page }) => {
    await page.addInitScript(`for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new Error('not allowed'); } })`);
    await page.goto('/q/b3-1');
    await typeReport(page);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await casesOf(here)).toBe(1);
  });
});

test('a button that is pressed five times sends one report and shows that it is busy', async ({
  here,
  page,
}) => {
  // With a running clock the page would retry on a slow machine.
  await stopClock(page, Date.UTC(2026, 9, 1, 2));
  await page.goto('/q/b3-1');
  await typeReport(page);
  let posts = 0;
  await page.route('**/q/b3-1', async (route) => {
    posts += 1;
    await new Promise((resolve) => setImmediate(resolve));
    await route.continue();
  });
  const seen = await page.evaluate(
    `(() => { const button = document.querySelector('#send'); for (let n = 0; n < 5; n += 1) button.click(); return button.getAttribute('aria-disabled'); })()`,
  );
  expect(seen).toBe('true');
  await page.waitForURL('**/t/*');
  expect(posts).toBe(1);
  expect(await casesOf(here)).toBe(1);
});
