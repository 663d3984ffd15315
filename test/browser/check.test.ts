import { readFile } from 'node:fs/promises';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { derivedSigner } from '../../shared/adapters/signer/derived-signer.ts';
import { elsewhere, station } from '../cases/room.ts';
import { enteredStation } from '../enter.ts';
import { reported } from '../http/http-api.ts';
import { claimsOf } from '../receipt/decoded.ts';
import { policeRoom } from '../web/pages.ts';
import { test as plain } from './resident-phone.ts';

const test = plain.extend('reportedCase', async ({ here }) => {
  await enteredStation(here.rig.world.store, policeRoom);
  const { token, receipt } = await reported(here.rig);
  return { token, receipt: String(receipt.receipt) };
});

/** The visible text of an element. */
const seen = (page: Page, selector: string): Promise<string> =>
  page.evaluate(`document.querySelector('${selector}').innerText`);

/** Pastes a signed document into the page and returns the result it shows. */
async function resultFor(page: Page, document: string): Promise<string> {
  await page.fill('#receipt-text', document);
  await page.click('#check button');
  await page.locator('#found:focus').waitFor();
  return seen(page, '#found');
}

test('a receipt that was downloaded is opened offline, found genuine, and says what was promised', async ({
  context,
  page,
  reportedCase: { token, receipt },
}) => {
  await page.goto(`/t/${token}`);
  await page.click('.keep summary');
  const [file] = await Promise.all([page.waitForEvent('download'), page.click('.keep a[download]')]);
  expect(file.suggestedFilename()).toBe(`huiying-${claimsOf(receipt).reference}.jws`);
  expect(await readFile(await file.path(), 'utf8')).toBe(receipt);
  await page.click('.keep a[href^="/receipt"]');
  await page.locator('#check').waitFor();
  await context.setOffline(true);
  await page.setInputFiles('#file', await file.path());
  await page.locator('#genuine').waitFor();
  const { reference } = claimsOf(receipt);
  const shownText = (await seen(page, '#genuine')).replaceAll(/\s+/g, ' ');
  expect(shownText).toContain('是真的，没有改过');
  expect(shownText).toContain(`编号 ${reference.slice(0, 4)} ${reference.slice(4)}`);
  expect(shownText).toContain('警务室 清河里社区警务室');
  expect(shownText).toContain('收到 2026-11-23 10:00');
  expect(shownText).toContain('答应答复 2026-11-23 12:00');
});

test('a receipt that was changed, signed by another system or another station, or malformed is not found genuine', async ({
  here,
  page,
  reportedCase: { receipt },
}) => {
  await page.goto('/receipt');
  await page.locator('#check').waitFor();
  const [head, body, signature] = receipt.split('.');
  const later = { ...claimsOf(receipt), respondBy: '2026-11-23T05:00:00.000Z' };
  const changed = [head, Buffer.from(JSON.stringify(later)).toString('base64url'), signature].join('.');
  const otherSystem = derivedSigner({ key: async () => new Uint8Array(32).fill(8) });
  const documents = [
    [changed, '内容被改过'],
    [await otherSystem.sign(station, 'receipt', claimsOf(receipt)), '不是这里的警务室签的'],
    [
      await here.rig.world.signer.sign(elsewhere, 'receipt', claimsOf(receipt)),
      '签的是一个警务室，上面写的是另一个',
    ],
    [`${head}.${body}`, '没有粘贴完整'],
    ['', '没有粘贴完整'],
  ] as const;
  for (const [document, why] of documents) {
    const shownText = await resultFor(page, document);
    expect(shownText).toContain('不能证明是真的');
    expect(shownText).toContain(why);
  }
  expect(await resultFor(page, `\n${receipt.slice(0, 50)}\n ${receipt.slice(50)}\n`)).toContain('是真的');
  expect(await resultFor(page, JSON.stringify({ reference: 'x', receipt }))).toContain('是真的');
});

test('a browser without support for the signatures shows a message instead of the form', async ({ page }) => {
  await page.addInitScript(`crypto.subtle.importKey = () => Promise.reject(new Error('not supported'))`);
  await page.goto('/receipt');
  expect(await page.locator('#cannot').isVisible()).toBe(true);
  expect(await page.locator('#check').isVisible()).toBe(false);
});

test('nothing that is pasted leaves the browser', async ({ page, reportedCase: { receipt } }) => {
  await page.goto('/receipt');
  await page.locator('#check').waitFor();
  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  await resultFor(page, receipt);
  expect(requests).toEqual([]);
});
