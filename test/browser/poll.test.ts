import { connect } from 'node:net';
import type { Page, Response } from 'playwright-core';
import { expect } from 'vitest';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { reported } from '../http/http-api.ts';
import { telephone } from './chromium.ts';
import { violations } from './measures.ts';
import { test as plain } from './resident-phone.ts';
import { stopClock } from './stopped-clock.ts';

const TEN = Date.UTC(2026, 9, 1, 2);

/** The number of poll answers that the page has processed. */
const processed = (page: Page) => page.evaluate<number>('answered');

const test = plain
  .extend('reportedCase', ({ here }) => reported(here.rig))
  .extend('answers', () => [] as Response[])
  .extend('page', async ({ answers, reportedCase, page }) => {
    page.on('response', (answer) => answers.push(answer));
    // Counts an answer after the page processed it: promise callbacks run before the next message event.
    await page.addInitScript(`{ const before = fetch; window.answered = 0;
      const count = () => { const { port1, port2 } = new MessageChannel(); port1.onmessage = () => { answered += 1; }; port2.postMessage(0); };
      window.fetch = (...asked) => { const answer = before(...asked); answer.then(count, count); return answer; } }`);
    await stopClock(page, TEN);
    await page.goto(`/t/${reportedCase.token}`);
    return page;
  })
  /** Advances the time of the server and of the telephone. */
  .extend('pass', ({ here, page }) => async (ms: number) => {
    (here.rig.world.system as SeededSystem).pass(ms);
    await page.clock.runFor(ms);
  })
  /** Advances the time and waits until the page processed one more answer. */
  .extend('polled', ({ answers, page, pass }) => async (ms: number) => {
    const before = await processed(page);
    await pass(ms);
    await expect.poll(() => processed(page)).toBe(before + 1);
    return answers.at(-1)?.status();
  })
  .extend('moved', ({ here, reportedCase: { id } }) => async (expectedVersion: number, move: object) => {
    const body = { expectedVersion, ...move };
    const done = await here.rig.as('officer', 'POST /v1/office/cases/{id}/moves', { path: { id }, body });
    expect(done.status, JSON.stringify(done.body)).toBe(200);
  });

const offlineTest = test.extend('expected', /ERR_INTERNET_DISCONNECTED/);

/** The size of an unchanged poll’s response in bytes, headers included. */
async function bytesOfPoll(page: Page): Promise<number> {
  const tag = await page.getAttribute('#news', 'data-tag');
  const { host, hostname, port, pathname } = new URL(page.url());
  const socket = connect(Number(port), hostname);
  socket.write(
    `GET ${pathname} HTTP/1.1\r\nHost: ${host}\r\nIf-None-Match: ${tag}\r\nConnection: close\r\n\r\n`,
  );
  const text = (await socket.setEncoding('latin1').toArray()).join('');
  expect(text).toMatch(/^HTTP\/1.1 304 /);
  return text.length;
}

/** Makes the page hidden or visible. */
const setVisibility = (page: Page, state: 'hidden' | 'visible') =>
  page.evaluate(`Object.defineProperty(document, 'hidden', { configurable: true, get: () => ${state === 'hidden'} });
    document.dispatchEvent(new Event('visibilitychange'))`);

test('a poll that finds nothing new weighs 300 bytes at most, and comes every half minute', async ({
  answers,
  page,
  pass,
  polled,
}) => {
  await pass(28 * SECOND);
  expect(answers).toHaveLength(1);
  expect(await polled(2 * SECOND)).toBe(304);
  expect(await polled(30 * SECOND)).toBe(304);
  expect(answers).toHaveLength(3);
  expect(await bytesOfPoll(page)).toBeLessThanOrEqual(300);
});

test('what an officer does stands on the page within half a minute, and is announced to screen readers', async ({
  moved,
  page,
  polled,
}) => {
  await moved(1, { move: 'start' });
  await moved(2, { move: 'resolve', outcome: 'returned', text: '手机已在保安岗找到，请带身份证来领取' });
  expect(await polled(30 * SECOND)).toBe(200);
  await expect.poll(() => page.locator('#standing .done').isVisible()).toBe(true);
  expect(await page.locator('#standing').textContent()).toContain('手机已在保安岗找到');
  expect(await page.locator('#so-far').textContent()).toContain('手机已在保安岗找到');
  expect(await page.locator('#actions #rating').isVisible()).toBe(true);
  expect(await page.locator('#news[role=status]').textContent()).toContain(
    (await page.locator('#standing h1').textContent()) ?? '-',
  );
  expect(await page.title()).toContain((await page.locator('#standing h1').textContent())?.split(' ')[0]);
  expect(await polled(30 * SECOND)).toBe(304);
});

test('a text being typed stays unchanged while the page around it is updated', async ({
  moved,
  page,
  polled,
}) => {
  await page.click('#actions summary >> nth=0');
  await page.fill('#message', '手机壳是红色的');
  await moved(1, { move: 'start' });
  await polled(30 * SECOND);
  await expect.poll(() => page.locator('#news').textContent()).not.toBe('');
  expect(await page.inputValue('#message')).toBe('手机壳是红色的');
  expect(await page.evaluate('document.activeElement.id')).toBe('message');
});

test('a hidden page does not poll, and polls at once when it is visible again', async ({
  answers,
  page,
  pass,
  polled,
}) => {
  await setVisibility(page, 'hidden');
  await pass(10 * MINUTE);
  expect(answers).toHaveLength(1);
  await setVisibility(page, 'visible');
  expect(await polled(1)).toBe(304);
});

offlineTest('offline, polls become rarer, up to every eight minutes', async ({ context, page, polled }) => {
  await context.setOffline(true);
  const next = async (ms: number) => {
    const before = await processed(page);
    await page.clock.runFor(ms - SECOND);
    expect(await processed(page)).toBe(before);
    await page.clock.runFor(SECOND);
    await expect.poll(() => processed(page)).toBe(before + 1);
  };
  await page.clock.runFor(30 * SECOND);
  await expect.poll(() => processed(page)).toBe(1);
  for (const seconds of [60, 120, 240, 480, 480]) await next(seconds * SECOND);
  await context.setOffline(false);
  expect(await polled(480 * SECOND)).toBe(304);
  expect(await polled(30 * SECOND)).toBe(304);
});

test('the page has nothing that axe finds after it was changed', async ({ browser, moved, page, polled }) => {
  await moved(1, { move: 'start' });
  await polled(30 * SECOND);
  await expect.poll(() => page.locator('#news').textContent()).not.toBe('');
  const html = await page.content();
  const bare = await browser.newContext({ ...telephone, bypassCSP: true, javaScriptEnabled: true });
  const copy = await bare.newPage();
  await copy.setContent(html.replace(/<script>.*?<\/script>/s, ''));
  expect(await violations(copy)).toEqual([]);
  await bare.close();
});
