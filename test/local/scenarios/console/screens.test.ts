import { describe, expect, it } from 'vitest';
import { overflowing, smallTargets, violations } from '../../../browser/measures.ts';
import { trackingToken } from '../client.ts';
import { sharedStack } from '../stack.ts';
import { desks, goTo, people, pressFor } from './desk.ts';

const { run, client } = await sharedStack();
const at = await desks(run.origin);

const body = {
  place: 'b03-1',
  type: 'lost-item',
  what: '黑色手机，落在电梯里了',
  details: { item: 'phone' },
  contact: { phone: '138 0013 8000', name: '王女士' },
  token: trackingToken(1),
};
const { reference } = (await client.ask('POST /v1/cases', { body })).body;
const id = await client.idOf(reference, await client.tokenOf('officer'));

/** Each screen, and what is there once it is ready. */
const screens = [
  ['#/board/open', '.case'],
  ['#/board/overdue', '.board-lead'],
  ['#/board/received', '.case'],
  [`#/case/${id}`, '.esc, .why'],
  ['#/search', '#search-text'],
  ['#/new', '#new-place'],
  ['#/brief', '.goals'],
  ['#/station', '#account'],
] as const;

const looks = [
  { locale: 'zh-CN', colorScheme: 'light', width: 390 },
  { locale: 'en', colorScheme: 'dark', width: 390 },
  { locale: 'en', colorScheme: 'light', width: 1280 },
  { locale: 'zh-CN', colorScheme: 'dark', width: 1280 },
] as const;

describe.each(looks)(
  'the console in $locale, $colorScheme, $width px wide',
  ({ locale, colorScheme, width }) => {
    it('has nothing that axe finds, targets for a finger, and fits', async () => {
      const options = { locale, colorScheme, viewport: { width, height: 844 }, bypassCSP: true };
      const { page, context } = await at.signedIn(people.chief, options);
      const found: string[] = [];
      for (const [hash, ready] of screens) {
        await goTo(page, hash);
        await page.waitForSelector(ready);
        const faults = [
          ...(await violations(page)),
          ...(await smallTargets(page, 44)),
          ...(await overflowing(page)),
        ];
        found.push(...faults.map((fault) => `${hash}: ${fault}`));
      }
      // A move that asks for something, and the sheet of keys.
      await goTo(page, `#/case/${id}`);
      await page.locator('.moves li button').first().click();
      await page.waitForSelector('dialog[open]');
      found.push(...(await violations(page)), ...(await smallTargets(page, 44)));
      await context.close();
      expect(found).toEqual([]);
    });
  },
);

describe('for who needs larger letters', () => {
  it('fits 320 px with text of 200 %', async () => {
    const options = { locale: 'zh-CN', viewport: { width: 320, height: 800 }, bypassCSP: true };
    const { page, context } = await at.signedIn(people.officer, options);
    await page.addStyleTag({ content: 'html{font-size:200%!important}' });
    const found: string[] = [];
    for (const [hash, ready] of screens) {
      await goTo(page, hash);
      await page.waitForSelector(ready);
      found.push(...(await overflowing(page)).map((fault) => `${hash}: ${fault}`));
    }
    await context.close();
    expect(found).toEqual([]);
  });
});

describe('the line that says why a case is due', () => {
  it('has as many minutes as the promise, and says the same to a screen reader', async () => {
    const { page, context } = await at.signedIn(people.officer);
    await goTo(page, `#/case/${id}`);
    await page.waitForSelector('.days');
    const drawn = await page.evaluate(
      "[...document.querySelectorAll('.days .seg')].reduce((sum, one) => sum + Number(one.dataset.minutes), 0)",
    );
    const bearer = await client.tokenOf('officer');
    const { clocks } = (await client.ask('GET /v1/office/cases/{id}/clock', { bearer, path: { id } })).body;
    const [first] = clocks
      .filter(({ state }: { state: string }) => state !== 'met')
      .toSorted((one: { promiseAt: string }, other: { promiseAt: string }) =>
        one.promiseAt.localeCompare(other.promiseAt),
      );
    expect(drawn).toBe(first.workingMinutes);
    expect(await page.locator('.days').getAttribute('aria-label')).toMatch(/\d/);
    await context.close();
  });
});

describe('keys', () => {
  it('do nothing in a text field, and the focus is always seen', async () => {
    const { page, context } = await at.signedIn(people.officer);
    await goTo(page, `#/case/${id}`);
    await page.waitForSelector('#box-note');
    await page.locator('#box-note').focus();
    await page.keyboard.type('jkaret/?');
    expect(await page.locator('#box-note').inputValue()).toBe('jkaret/?');
    expect(await page.locator('dialog').count()).toBe(0);
    await page.keyboard.press('Escape');
    await pressFor(page, '?', 'dialog[open] kbd');
    await page.keyboard.press('Escape');
    await page.waitForSelector('dialog', { state: 'detached' });
    for (let tab = 0; tab < 12; tab += 1) {
      await page.keyboard.press('Tab');
      // The page itself, where a round begins, is no control.
      const outline = await page.evaluate(
        "document.activeElement === document.body ? 'page' : getComputedStyle(document.activeElement).outlineStyle",
      );
      expect(outline).not.toBe('none');
    }
    await context.close();
  });
});

describe('what the browser loads first', () => {
  it('is at most 60 KB of script', async () => {
    const { context, page } = await at.open();
    const sizes: Promise<{ readonly responseBodySize: number }>[] = [];
    page.on('response', (response) => {
      if (response.url().endsWith('.js')) sizes.push(response.request().sizes());
    });
    await page.goto('/office');
    await page.waitForSelector('.btn-main');
    const bytes = (await Promise.all(sizes)).reduce((sum, one) => sum + one.responseBodySize, 0);
    await context.close();
    expect(bytes).toBeGreaterThan(10_000);
    expect(bytes).toBeLessThanOrEqual(60 * 1024);
  });
});
