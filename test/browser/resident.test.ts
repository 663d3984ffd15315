import { describe, expect } from 'vitest';
import { atDesk, onlyCase } from '../http/at-desk.ts';
import { test } from './resident-phone.ts';

const testWithoutScript = test.extend('options', { javaScriptEnabled: false });

testWithoutScript(
  'the form asks what the chosen tile asks, says 110 first, and nothing else, without a script',
  async ({ page }) => {
    await page.goto('/q/b3-1');
    await page.check('#t-missing');
    expect(await page.locator('.ask-missing a[href="tel:110"]').first().isVisible()).toBe(true);
    expect(await page.locator('.ask-lost').isVisible()).toBe(false);
  },
);

const readers = [
  { lang: 'zh-CN', solved: '没解决，重新办理', dissatisfied: '不满意' },
  { lang: 'en', solved: 'Not solved, take it up again', dissatisfied: 'Not satisfied' },
];

describe.each(readers.flatMap((reader) => [true, false].map((scripts) => ({ ...reader, scripts }))))(
  'in $lang, with scripts: $scripts',
  ({ lang, solved, dissatisfied, scripts }) => {
    test.override('options', { javaScriptEnabled: scripts, locale: lang });

    test('a case goes from the poster to its receipt, to an answer, a rating, and “not solved”', async ({
      here,
      page,
    }) => {
      await page.goto('/q/b3-1');
      await page.check('#t-lost');
      await page.check('input[name="lost.item"][value=phone]');
      await page.fill('#what', 'HUAWEI, black');
      await page.click('#send');
      await page.waitForURL('**/t/*');
      expect(await page.locator('.by').isVisible()).toBe(true);

      await page.click('#actions summary >> nth=0');
      await page.fill('#message', 'RED CASE');
      await page.click('#actions details[open] button');
      expect(await page.locator('.steps').textContent()).toContain('RED CASE');

      await atDesk(
        here.rig,
        await onlyCase(here.rig),
        'officer',
        { move: 'start' },
        { move: 'resolve', outcome: 'returned', text: 'FOUND AT THE GUARD POST' },
      );
      await page.reload();
      expect(await page.locator('.done').textContent()).toContain('FOUND AT THE GUARD POST');
      await page.getByRole('button', { name: dissatisfied, exact: true }).click();
      await page.locator('summary', { hasText: solved }).click();
      await page.locator('#actions details[open] button', { hasText: /./ }).first().click();
      expect(await page.locator('.clock').isVisible()).toBe(true);
    });
  },
);
