import { rmSync } from 'node:fs';
import { join } from 'node:path';
import type { BrowserContextOptions, Page } from 'playwright-core';
import { describe, expect, it } from 'vitest';
import { channelSecretsDirIn } from '../../../../infra/local/channels/channel-secrets.ts';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, narrow, people, wide } from './desk.ts';

const { run, client } = await sharedStack({ hasProviders: true, startAt: Date.UTC(2026, 10, 23, 2) });
const at = await desks(run.origin);

interface Taken {
  readonly channel: string;
  readonly kind?: string;
}

const tests = async (): Promise<readonly Taken[]> => {
  const { messages } = (await (await fetch(`${run.origin}/local/outbox`)).json()) as {
    readonly messages: readonly Taken[];
  };
  return messages.filter(({ kind }) => kind === 'test');
};

async function channels(options: BrowserContextOptions = wide): Promise<Page> {
  const { page } = await at.signedIn(people.chief, options);
  await goTo(page, '#/settings/channels');
  await page.waitForSelector('#channel-tests');
  return page;
}

const itemOf = (page: Page, channel: string) =>
  page.locator('section[aria-labelledby="channel-tests"] li', { hasText: channel }).first();

describe('a channel that a chief tries in the settings', () => {
  it('gets a message that nobody else does, and the screen says that it was taken', async () => {
    const page = await channels();
    const item = itemOf(page, 'feishu');
    await item.getByRole('button').click();
    await expect.poll(() => item.getByRole('status').textContent()).toContain('对方收下了');
    expect((await tests()).map(({ channel }) => channel)).toEqual(['feishu']);
    const stuck = await client.ask('GET /v1/office/messages', { bearer: await client.tokenOf('chief') });
    expect(stuck.body.messages).toEqual([]);
    await page.context().close();
  });

  it('says in a sentence why it takes nothing', async () => {
    rmSync(join(channelSecretsDirIn(run.dataDir), 'st1', 'dingtalk'));
    const page = await channels();
    const item = itemOf(page, 'dingtalk');
    await item.getByRole('button').click();
    await expect.poll(() => item.getByRole('status').textContent()).toContain('还没有录入');
    await page.context().close();
  });

  it.each([
    ['at 320 px, in large letters', { ...narrow, viewport: { width: 320, height: 700 } }, 2],
    ['in English, in the dark', { ...narrow, locale: 'en', colorScheme: 'dark' as const }, 1],
    ['on a wide screen', wide, 1],
  ])('can be read and reached %s', async (_, options, zoom) => {
    const page = await channels(options);
    await page.evaluate(`document.documentElement.style.fontSize = '${zoom * 100}%'`);
    await itemOf(page, 'wecom').getByRole('button').click();
    await page.waitForSelector('[aria-labelledby="channel-tests"] .tag-ok');
    expect(await violations(page)).toEqual([]);
    expect(await smallTargets(page, 44)).toEqual([]);
    expect(await overflowing(page)).toEqual([]);
    await page.context().close();
    await client.advance(1);
  });
});
