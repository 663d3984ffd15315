import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { launchWithProfile } from '../../../browser/chromium.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, openCase, people, signIn } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);

async function reported(n: number): Promise<string> {
  const body = {
    place: 'b03-1',
    type: 'hazard',
    what: '门锁着',
    details: { kind: 'other' },
    token: trackingToken(n),
  };
  const { reference } = (await client.ask('POST /v1/cases', { body })).body;
  return client.idOf(reference, await client.tokenOf('officer'));
}

const textsOf = async (id: string): Promise<readonly string[]> => {
  const bearer = await client.tokenOf('officer');
  const { body } = await client.ask('GET /v1/office/cases/{id}', { bearer, path: { id } });
  return body.texts.map(({ text }: { text?: string }) => text);
};

it('when the token runs out while somebody types: they sign in again over the page, and send what they typed', async () => {
  const id = await reported(1);
  const { page, context } = await at.signedIn(people.officer);
  await openCase(page, id);
  await page.locator('#box-reply').fill('写到一半');
  await context.route('**/v1/**', (route) =>
    route.fulfill({ status: 401, contentType: 'application/json', body: '{"message":"Unauthorized"}' }),
  );
  await page.locator('.box.reply .btn-main').click();
  await page.waitForSelector('dialog[open] .btn-main');
  expect(await page.locator('#box-reply').inputValue()).toBe('写到一半');
  expect(await textsOf(id)).toEqual(['门锁着']);
  await context.unroute('**/v1/**');
  // The issuer remembers who it was.
  await page.locator('dialog[open] .btn-main').click();
  await page.waitForSelector('.story');
  expect(await page.locator('#box-reply').inputValue()).toBe('写到一半');
  await page.locator('.box.reply .btn-main').click();
  await expect.poll(() => textsOf(id)).toEqual(['门锁着', '写到一半']);
  await context.close();
});

/** Whether the browser has written a text to its disk, which it does some seconds after a page stored it. */
function isOnDisk(profile: string, text: string): boolean {
  const folder = join(profile, 'Default', 'Local Storage', 'leveldb');
  const files = existsSync(folder) ? readdirSync(folder) : [];
  return files.some((file) => readFileSync(join(folder, file)).includes(Buffer.from(text, 'utf16le')));
}

it('when the browser is killed: what was typed is in its box when it is opened again', async () => {
  const id = await reported(2);
  const profile = mkdtempSync(join(tmpdir(), 'huiying-profile-'));
  const options = { locale: 'zh-CN', baseURL: run.origin };
  try {
    const first = await launchWithProfile(profile, options);
    const page = await first.newPage();
    await page.goto('/office');
    await signIn(page, people.officer);
    await openCase(page, id);
    await page.locator('#box-note').fill('断电之前写的');
    await expect.poll(() => isOnDisk(profile, '断电之前写的')).toBe(true);
    const devtools = await first.newCDPSession(page);
    const killed = new Promise((done) => first.once('close', done));
    void devtools.send('Browser.crash').catch(() => undefined);
    await killed;

    const again = await launchWithProfile(profile, options);
    const next = await again.newPage();
    await next.goto(`/office#/case/${id}`);
    await signIn(next, people.officer);
    await openCase(next, id);
    expect(await next.locator('#box-note').inputValue()).toBe('断电之前写的');
    await again.close();
  } finally {
    rmSync(profile, { recursive: true, force: true });
  }
});
