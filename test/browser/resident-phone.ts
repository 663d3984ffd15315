import type { BrowserContextOptions } from 'playwright-core';
import { expect, test as plain } from 'vitest';
import { enteredPlace } from '../enter.ts';
import { gate } from '../web/pages.ts';
import { launch, telephone } from './chromium.ts';
import { site } from './site.ts';

const nothing = /(?!)/;

/**
 * A test with a resident's telephone and a site of its own, which is the base URL. A test fails when a page logs a message
 * that does not match `expected`.
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
  // Set up before the context, so that it is checked after the context is closed.
  .extend('browserMessages', ({ expected }, { onCleanup }) => {
    const browserMessages: string[] = [];
    onCleanup(() => expect(browserMessages.filter((one) => !expected.test(one))).toEqual([]));
    return browserMessages;
  })
  .extend('context', async ({ browser, here, options, browserMessages }, { onCleanup }) => {
    const context = await browser.newContext({
      ...telephone,
      locale: 'zh-CN',
      baseURL: here.origin,
      ...options,
    });
    onCleanup(() => context.close());
    context.on('console', (message) => browserMessages.push(message.text()));
    context.on('weberror', (thrown) => browserMessages.push(String(thrown.error())));
    return context;
  })
  .extend('page', ({ context }) => context.newPage());

/** The same, at a station that has a second place. */
export const testWithSecondPlace = test.extend('here', async ({ here }) => {
  await enteredPlace(here.rig.world.store, gate);
  return here;
});
