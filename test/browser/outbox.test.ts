import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DAY, HOUR, MINUTE, SECOND } from '../../shared/domain/instant.ts';
import { station } from '../app/room.ts';
import { reported } from '../http/door.ts';
import { launch, telephone } from './chromium.ts';
import { violations } from './measures.ts';
import { type Site, site } from './site.ts';

const TEN = Date.UTC(2026, 9, 1, 2);
/** What the station's clock shows, for telephones that agree with it. */
const STATION_NOW = Date.UTC(2026, 10, 23, 2);

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
  complaints = [];
  page = await opened();
});
afterEach(async () => {
  await context.close();
  await here.close();
  expect(
    complaints.filter((text) => !/ERR_INTERNET_DISCONNECTED|ERR_FAILED|status of (4|503)/.test(text)),
  ).toEqual([]);
});

/** A new tab of the same telephone. */
async function opened(): Promise<Page> {
  const tab = await context.newPage();
  tab.on('console', (message) => complaints.push(message.text()));
  tab.on('pageerror', (error) => complaints.push(String(error)));
  return tab;
}

/** The tab is killed, and a new one opened where there is a line. */
async function reopened(): Promise<void> {
  await page.close();
  await context.setOffline(false);
  page = await opened();
}

const form = () => `${here.origin}/q/b3-1`;
const kept = (): Promise<string> => page.evaluate('JSON.stringify(Object.entries(localStorage))');
const shown = (selector: string) => page.locator(selector).filter({ visible: true });
/** The form was worked for; asked from outside, since the page's own policy forbids what Playwright would wait with. */
const isProven = () =>
  expect.poll(() => page.inputValue('input[name=proof]'), { timeout: 30_000 }).not.toBe('');
const isKept = () => shown('#kept [data-standing=unsent]').waitFor();

async function typeReport(tile = 'lost'): Promise<void> {
  await page.check(`#t-${tile}`);
  await page.fill('#what', '黑色手机，\n落在电梯里了');
  await page.fill('#phone', '138 0000 0003');
}

const openCases = async (): Promise<readonly { readonly trust: string }[]> => {
  const { body } = await here.rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
  return body.rows;
};
const cases = async () => (await openCases()).length;
const trusts = async () => (await openCases()).map(({ trust }) => trust);

/** The answer to the next report is lost on its way, after the server has taken the report in. */
const loseTheAnswer = () =>
  context.route(
    '**/q/b3-1',
    async (route) => {
      if (route.request().method() !== 'POST') return route.fallback();
      await route.fetch({ maxRedirects: 0 });
      return route.abort();
    },
    { times: 1 },
  );

describe('a report that is sent without a line', () => {
  test('is said to be kept, with whom to call, before two seconds are over, and is sent when the line is back', async () => {
    await page.clock.install({ time: TEN });
    await page.goto(form());
    await page.clock.pauseAt(TEN + MINUTE);
    await typeReport();
    await context.setOffline(true);
    await page.click('#send');
    await page.clock.runFor(2 * SECOND);
    await isKept();
    expect(await shown('#kept').textContent()).toContain('存好了，还没发出去');
    expect(await shown('#kept a[href="tel:110"]').count()).toBe(1);
    expect(await shown('#kept [data-kept=at]').textContent()).toBe('10-01 10:01 写好。');
    expect(await page.evaluate('document.activeElement.id')).toBe('kept');
    expect(await shown('form').count()).toBe(0);
    expect(await cases()).toBe(0);
    await context.setOffline(false);
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
    expect(await kept()).toBe('[]');
  });

  test('is one case when its tab was killed and the code is scanned again with a line', async () => {
    await page.goto(form());
    await typeReport();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await reopened();
    await page.goto(`${form()}?from=singlemessage`);
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
    expect(await page.locator('.steps .said').first().textContent()).toBe('黑色手机，\n落在电梯里了');
    expect(await kept()).toBe('[]');
  });

  test('is sent from the page of another matter too, which is left as it is and says where the receipt is', async () => {
    const { token } = await reported(here.rig);
    await page.goto(form());
    await typeReport();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await reopened();
    await page.goto(`${here.origin}/t/${token}`);
    await shown('#kept [data-standing=received]').waitFor();
    expect(page.url()).toContain(token);
    expect(await cases()).toBe(2);
    expect(await kept()).not.toContain('电梯');
    await shown('#kept a[data-kept=receipt]').click();
    await page.waitForURL((url) => url.pathname.startsWith('/t/') && !url.pathname.endsWith(token));
    expect(await page.locator('.steps .said').first().textContent()).toBe('黑色手机，\n落在电梯里了');
    expect(await kept()).toBe('[]');
  });

  test('may be changed first: it stands in its form again and is sent once', async () => {
    await page.goto(form());
    await typeReport();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await shown('.kept-deeds summary').click();
    await shown('[data-do=change]').click();
    expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
    expect(await page.isChecked('#t-lost')).toBe(true);
    await page.fill('#what', '红色手机');
    await context.setOffline(false);
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
    expect(await page.locator('.steps .said').first().textContent()).toBe('红色手机');
  });

  test('may be thrown away, and the next one is a report of its own', async () => {
    await page.goto(form());
    const first = await page.inputValue('input[name=token]');
    await typeReport();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await shown('.kept-deeds summary').click();
    await shown('[data-do=discard]').click();
    expect(await page.inputValue('#what')).toBe('');
    expect(await page.inputValue('input[name=token]')).toMatch(/^[\w-]{32}$/);
    expect(await page.inputValue('input[name=token]')).not.toBe(first);
    expect(await kept()).toBe('[]');
    await context.setOffline(false);
    await typeReport();
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
  });

  test('does not stand in the way of another one: both are sent, each with a proof', async () => {
    await page.clock.setFixedTime(STATION_NOW);
    await page.goto(form());
    await typeReport();
    await isProven();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await shown('.kept-deeds summary').click();
    await shown('[data-do=another]').click();
    await typeReport('papers');
    await page.click('#send');
    await shown('form').waitFor({ state: 'detached' });
    await context.setOffline(false);
    await page.waitForURL('**/t/*');
    await expect.poll(cases).toBe(2);
    expect(await trusts()).toEqual(['ordinary', 'ordinary']);
  });

  test('and that was kept for longer than its proof is good gets a new one', async () => {
    await page.clock.setFixedTime(STATION_NOW);
    await page.goto(form());
    await typeReport();
    await isProven();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    const asked = page.waitForRequest('**/v1/places/b3-1');
    await page.clock.setFixedTime(STATION_NOW + 3 * HOUR);
    await context.setOffline(false);
    await asked;
    await page.waitForURL('**/t/*');
    expect(await trusts()).toEqual(['ordinary']);
  });

  test('goes without a proof where none can be had in a moment', async () => {
    await page.route('**/v1/places/*', () => undefined);
    await page.goto(form());
    await isProven();
    await page.evaluate('document.querySelector("input[name=proof]").value = ""');
    await typeReport();
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await trusts()).toEqual(['low']);
  });

  test('has nothing that axe finds where it waits', async () => {
    const bare = await browser.newContext({ ...telephone, bypassCSP: true, locale: 'zh-CN' });
    const copy = await bare.newPage();
    await copy.goto(form());
    await copy.check('#t-missing');
    await copy.fill('#what', '奶奶');
    await bare.setOffline(true);
    await copy.click('#send');
    await copy.locator('#kept').waitFor();
    const byDay = await violations(copy);
    await copy.emulateMedia({ colorScheme: 'dark' });
    expect([...byDay, ...(await violations(copy))]).toEqual([]);
    await bare.close();
  });
});

describe('a report whose answer is lost', () => {
  test('is one case when the code is scanned again, and leads to its receipt', async () => {
    await page.goto(form());
    await typeReport();
    await loseTheAnswer();
    await page.click('#send');
    await isKept();
    expect(await cases()).toBe(1);
    await page.goto(form());
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
  });

  test('is sent again by itself within ten seconds', async () => {
    await page.clock.install({ time: TEN });
    await page.goto(form());
    await page.clock.pauseAt(TEN + MINUTE);
    await typeReport();
    await loseTheAnswer();
    await page.click('#send');
    await isKept();
    await page.clock.runFor(10 * SECOND);
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
  });

  test('and that was changed since is told apart, so that nothing is lost and nothing is there twice', async () => {
    await page.goto(form());
    await typeReport();
    await loseTheAnswer();
    await page.click('#send');
    await isKept();
    await shown('.kept-deeds summary').click();
    await shown('[data-do=change]').click();
    await page.fill('#what', '还有一件别的事');
    await page.click('#send');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#what')).toBe('还有一件别的事');
    expect(await cases()).toBe(1);
  });
});

describe('a server that does not answer', () => {
  test('leaves the report kept and said so after two seconds; once it answers there is one case', async () => {
    await page.clock.install({ time: TEN });
    await page.goto(form());
    await page.clock.pauseAt(TEN + MINUTE);
    await typeReport();
    const held: (() => Promise<void>)[] = [];
    await page.route('**/q/b3-1', (route) => void held.push(() => route.continue()));
    await page.click('#send');
    await page.clock.runFor(2 * SECOND);
    await isKept();
    expect(await shown('#kept [data-kept=now]').textContent()).toBe('正在发送……');
    await expect.poll(() => held.length).toBe(1);
    await Promise.all(held.map((go) => go()));
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
  });

  test('or that is in trouble is asked again, ever rarer, but never more than 75 seconds apart', async () => {
    await page.clock.install({ time: TEN });
    await page.goto(form());
    await page.clock.pauseAt(TEN + MINUTE);
    let posts = 0;
    let isWell = false;
    await page.route('**/q/b3-1', (route) => {
      posts += 1;
      return isWell ? route.continue() : route.fulfill({ status: 503 });
    });
    await typeReport();
    await page.click('#send');
    await isKept();
    for (let minutes = 0; minutes < 10; minutes += 1) {
      await page.clock.runFor(MINUTE);
      await expect
        .poll(() => shown('#kept [data-kept=now]').textContent())
        .toBe('还没发到，过一会儿自动再发。');
    }
    expect(posts).toBeGreaterThanOrEqual(600 / 75);
    expect(posts).toBeLessThanOrEqual(20);
    isWell = true;
    const before = posts;
    for (let seconds = 0; posts === before && seconds < 75; seconds += 1) await page.clock.runFor(SECOND);
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
  });
});

describe('what is wrong with a report', () => {
  test('the server says, on its own page, with all that was typed', async () => {
    await page.goto(form());
    await typeReport();
    await page.fill('#phone', '138');
    await page.click('#send');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
    expect(await kept()).not.toContain('kept:');
    await page.fill('#phone', '');
    await page.click('#send');
    await page.waitForURL('**/t/*');
    expect(await cases()).toBe(1);
  });

  test('that was sent from another page is said there, and its form says what', async () => {
    await page.goto(form());
    await typeReport();
    await page.fill('#phone', '138');
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await reopened();
    await page.goto(`${here.origin}/q/gate`);
    await shown('#kept a[data-kept=change-it]').click();
    await page.waitForURL('**/q/b3-1');
    await page.locator('#errors').waitFor();
    expect(await page.inputValue('#phone')).toBe('138');
    expect(await page.inputValue('#what')).toBe('黑色手机，\n落在电梯里了');
  });
});

describe('on a telephone that others use too', () => {
  const waitsFor = async (tile: string, ageMs: number) => {
    await page.clock.setFixedTime(TEN);
    await page.goto(form());
    await typeReport(tile);
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await page.route('**/q/**', (route) =>
      route.request().method() === 'POST' ? route.abort() : route.continue(),
    );
    await context.setOffline(false);
    await page.clock.setFixedTime(TEN + ageMs);
    await page.goto(form());
    await shown('#kept').waitFor();
  };

  test.each([
    { tile: 'lost', ageMs: DAY - 1, hasWords: true },
    { tile: 'lost', ageMs: DAY, hasWords: false },
    { tile: 'missing', ageMs: 2 * HOUR - 1, hasWords: true },
    { tile: 'missing', ageMs: 2 * HOUR, hasWords: false },
  ])('the words of $tile are kept after $ageMs ms: $hasWords', async ({ tile, ageMs, hasWords }) => {
    await waitsFor(tile, ageMs);
    expect((await kept()).includes('电梯')).toBe(hasWords);
    expect(await shown('#kept [data-standing=unsent]').count()).toBe(hasWords ? 1 : 0);
    expect(await shown('#kept [data-standing=too-old]').count()).toBe(hasWords ? 0 : 1);
  });

  test('its writer is told once that it was not sent, and may put that away', async () => {
    await waitsFor('lost', DAY);
    await shown('[data-do=seen]').click();
    expect(await shown('#kept').count()).toBe(0);
    expect(await kept()).toBe('[]');
  });

  test('nothing of a sensitive one is shown, and there is a way out', async () => {
    await waitsFor('missing', HOUR);
    expect(await shown('#kept').textContent()).not.toContain('电梯');
    expect(await shown('#kept .leave').count()).toBe(1);
  });
});

describe('one case', () => {
  test('is what twenty tries make, natively, by fetch, and by a program, at once and again', async () => {
    await page.goto(form());
    const token = await page.inputValue('input[name=token]');
    const fields = { token, tile: 'lost', what: '黑色手机', phone: '138 0000 0003' };
    const json = {
      place: 'b3-1',
      type: 'lost-item',
      what: '黑色手机',
      contact: { phone: '13800000003' },
      token,
    };
    const native = await browser.newContext({ javaScriptEnabled: false });
    const ways = [
      () => native.request.post(form(), { form: fields, maxRedirects: 0 }).then((got) => got.status()),
      () => native.request.post(`${here.origin}/v1/cases`, { data: json }).then((got) => got.status()),
      () =>
        page.evaluate<number>(
          `fetch(location.href, { method: 'POST', body: new URLSearchParams(${JSON.stringify(fields)}) }).then(({ status }) => status)`,
        ),
    ];
    const tries = Array.from({ length: 19 }, (_, index) => ways[index % ways.length]?.());
    const answers = await Promise.all(tries);
    await page.check('#t-lost');
    await page.fill('#what', fields.what);
    await page.fill('#phone', fields.phone);
    await page.click('#send');
    await page.waitForURL(`**/t/${token}`);
    await native.close();
    expect(new Set(answers)).toEqual(new Set([303, 201, 200].filter((status) => answers.includes(status))));
    expect(await cases()).toBe(1);
  });

  test('is what going back and pressing again makes', async () => {
    await page.goto(form());
    await typeReport();
    await page.click('#send');
    await page.waitForURL('**/t/*');
    await page.goBack();
    await expect.poll(() => page.inputValue('#what')).toBe('');
    await page.click('#send');
    await page.locator('#errors').waitFor();
    expect(await cases()).toBe(1);
  });

  test('is what two tabs that send the same report make', async () => {
    await page.goto(form());
    await typeReport();
    await context.setOffline(true);
    await page.click('#send');
    await isKept();
    await context.setOffline(false);
    const other = await opened();
    await other.goto(form());
    // Whichever tab is faster goes to the receipt; the other one may be left with nothing to send.
    await expect
      .poll(() => [page, other].some((tab) => tab.url().includes('/t/')), { timeout: 20_000 })
      .toBe(true);
    await other.waitForLoadState();
    expect(await cases()).toBe(1);
  });
});
