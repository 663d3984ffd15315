import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY } from '../../shared/domain/instant.ts';
import { station } from '../app/room.ts';
import { launch, telephone } from './chromium.ts';
import { type Site, site } from './site.ts';

let browser: Browser;
let here: Site;
let context: BrowserContext;
let page: Page;
let complaints: string[];

beforeAll(async () => {
  browser = await launch();
});
afterAll(() => browser.close());
beforeEach(async () => {
  here = await site();
  await here.rig.world.store.addPlace({
    ...{ code: 'gate', station, building: 'gate', entrance: '' },
    words: { 'zh-CN': '南门岗亭', en: 'South gate' },
  });
  context = await browser.newContext({ ...telephone, locale: 'zh-CN' });
  page = await context.newPage();
  complaints = [];
  page.on('console', (message) => complaints.push(message.text()));
  page.on('pageerror', (error) => complaints.push(String(error)));
});
afterEach(async () => {
  await context.close();
  await here.close();
  expect(complaints).toEqual([]);
});

const form = () => `${here.origin}/q/b3-1`;
const token = () => page.inputValue('input[name=token]');
const kept = (): Promise<string> =>
  page.evaluate('JSON.stringify([Object.entries(localStorage), Object.entries(sessionStorage)])');

async function typeReport(): Promise<void> {
  await page.check('#t-lost');
  await page.check('input[name="lost.item"][value=phone]');
  await page.fill('#what', '黑色手机，\n落在电梯里了');
  await page.fill('#phone', '138 0000 0003');
}

async function expectReport(): Promise<void> {
  expect(await page.isChecked('#t-lost')).toBe(true);
  expect(await page.isChecked('input[name="lost.item"][value=phone]')).toBe(true);
  expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
  expect(await page.inputValue('#phone')).toBe('138 0000 0003');
}

const isEmpty = async () => (await page.inputValue('#what')) === '' && !(await page.isChecked('#t-lost'));

const openCases = async () => {
  const { body } = await here.rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
  return body.rows.length as number;
};

describe('what was typed', () => {
  test('is there after a reload, in larger letters, in another language, and in a new tab', async () => {
    await page.goto(form());
    await typeReport();
    await page.reload();
    await expectReport();
    await page.click('nav a >> nth=0');
    expect(page.url()).toContain('size=l');
    await expectReport();
    await page.click('nav a >> nth=1');
    expect(page.url()).toContain('lang=en');
    await expectReport();
    await page.close();
    page = await context.newPage();
    await page.goto(form());
    await expectReport();
  });

  test('is there after a messenger loaded the page anew without a word', async () => {
    await page.goto(form());
    await typeReport();
    const first = await token();
    await page.goto('about:blank');
    await page.goto(`${form()}?from=singlemessage&isappinstalled=0`);
    await expectReport();
    expect(await token()).not.toBe(first);
  });

  test('belongs to its place', async () => {
    await page.goto(form());
    await typeReport();
    await page.goto(`${here.origin}/q/gate`);
    expect(await isEmpty()).toBe(true);
  });

  test('is gone once it was received, and its token was never kept', async () => {
    await page.goto(form());
    const secret = await token();
    await typeReport();
    expect(await kept()).toContain('落在电梯里了');
    expect(await kept()).not.toContain(secret);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await kept()).toBe('[[],[]]');
    await page.goto(form());
    expect(await isEmpty()).toBe(true);
  });

  test('stays when something is wrong with it, as the server sent it back', async () => {
    await page.goto(form());
    await page.fill('#what', '黑色手机');
    await page.click('#send');
    await page.waitForSelector('#errors');
    complaints = complaints.filter((text) => !text.includes('status of 422'));
    expect(await page.inputValue('#what')).toBe('黑色手机');
    await page.goto(form());
    expect(await page.inputValue('#what')).toBe('黑色手机');
  });

  test.each([
    { age: DAY - 1, isKept: true },
    { age: DAY, isKept: false },
  ])('$age ms ago is kept: $isKept', async ({ age, isKept }) => {
    await page.clock.setFixedTime(Date.UTC(2026, 9, 1, 2));
    await page.goto(form());
    await typeReport();
    await page.clock.setFixedTime(Date.UTC(2026, 9, 1, 2) + age);
    await page.goto(`${here.origin}/q/gate`);
    expect((await kept()).includes('落在电梯里了')).toBe(isKept);
    await page.goto(form());
    expect(await isEmpty()).toBe(!isKept);
  });

  test('about a sensitive matter stays with the tab, and is gone when its reader left in a hurry', async () => {
    await page.goto(form());
    await page.fill('#what', '他又动手了');
    await page.check('#t-missing');
    const local = () => page.evaluate('localStorage.length');
    expect(await local()).toBe(0);
    await page.reload();
    expect(await page.inputValue('#what')).toBe('他又动手了');
    await page.route('https://www.baidu.com/', (route) => route.fulfill({ body: 'elsewhere' }));
    await page.click('.ask-missing .leave a');
    await page.waitForURL('https://www.baidu.com/');
    await page.goto(form());
    expect(await isEmpty()).toBe(true);
  });

  test('is simply not kept where nothing may be kept', async () => {
    await page.addInitScript(`for (const name of ['localStorage', 'sessionStorage'])
      Object.defineProperty(window, name, { get() { throw new Error('not allowed'); } })`);
    await page.goto(form());
    await typeReport();
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await openCases()).toBe(1);
  });
});

test('a button that is pressed in anger, five times, sends one report and says that it is at work', async () => {
  await page.goto(form());
  await typeReport();
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
  expect(await openCases()).toBe(1);
});
