import type { BrowserContextOptions } from 'playwright-core';
import { expect, test as plain } from 'vitest';
import { gate } from '../web/pages.ts';
import { launch, telephone } from './chromium.ts';
import { site } from './site.ts';

const nothing = /(?!)/;

/**
 * A test with a resident's telephone in front of a station of its own, whose addresses need no host. No page may complain
 * of anything but what is `expected`.
 */
export const test = plain
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the braces what a fixture needs
  .extend('browser', { scope: 'file' }, async ({}, { onCleanup }) => {
    const browser = await launch();
    onCleanup(() => browser.close());
    return browser;
  })
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads from the braces what a fixture needs
  .extend('here', async ({}, { onCleanup }) => {
    const here = await site();
    onCleanup(here.close);
    return here;
  })
  .extend('options', {} as BrowserContextOptions)
  .extend('expected', nothing)
  // Before the telephone, and so looked through after that is put away.
  .extend('complaints', ({ expected }, { onCleanup }) => {
    const complaints: string[] = [];
    onCleanup(() => expect(complaints.filter((one) => !expected.test(one))).toEqual([]));
    return complaints;
  })
  .extend('context', async ({ browser, here, options, complaints }, { onCleanup }) => {
    const context = await browser.newContext({
      ...telephone,
      locale: 'zh-CN',
      baseURL: here.origin,
      ...options,
    });
    onCleanup(() => context.close());
    context.on('console', (message) => complaints.push(message.text()));
    context.on('weberror', (thrown) => complaints.push(String(thrown.error())));
    return context;
  })
  .extend('page', ({ context }) => context.newPage());

/** The same, at a station that has a second place. */
export const testWithSecondPlace = test.extend('here', async ({ here }) => {
  await here.rig.world.store.addPlace(gate);
  return here;
});
