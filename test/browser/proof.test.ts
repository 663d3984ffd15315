import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { test } from './resident-phone.ts';
import type { Site } from './site.ts';

const testWithoutScript = test.extend('options', { javaScriptEnabled: false });

const fillIn = async (page: Page) => {
  await page.goto('/q/b3-1');
  await page.check('#t-lost');
  await page.fill('#what', '黑色手机，落在电梯里了');
};

/** Reports a lost telephone and returns the row that staff see. */
async function trustAfter(page: Page, here: Site, act: () => Promise<unknown>) {
  let requests = 0;
  page.on('request', (request) => {
    requests += request.url().startsWith('http') ? 1 : 0;
  });
  await fillIn(page);
  await act();
  const requestsOfForm = requests;
  await page.click('#send');
  await page.waitForURL('**/t/*');
  const { body } = await here.rig.as('officer', 'GET /v1/office/cases', {});
  return { ...body.rows[0], requestsOfForm };
}

const proof = 'document.querySelector("input[name=proofOfWork]").value';

describe('the form', () => {
  test('computes its proof of work while it is filled in, without further requests, and the report has ordinary trust', async ({
    here,
    page,
  }) => {
    const seen = await trustAfter(page, here, () =>
      // Polls, since the page's content policy forbids `waitForFunction`.
      expect.poll(() => page.evaluate(proof)).not.toBe(''),
    );
    expect(seen).toMatchObject({ trust: 'ordinary', requestsOfForm: 1 });
  });

  test('shows neither the proof of work nor the honeypot', async ({ here, page }) => {
    await trustAfter(page, here, async () => {
      const shown = await page.evaluate(
        `[...document.querySelectorAll('input[name=proofOfWork], .honeypot, .honeypot *')].filter((one) => one.checkVisibility()).length`,
      );
      expect(shown).toBe(0);
      expect(await page.locator('body').textContent()).not.toMatch(/ALTCHA|proof|robot|机器人/i);
    });
  });

  testWithoutScript('is accepted without a script, with low trust', async ({ here, page }) => {
    const seen = await trustAfter(page, here, async () => {});
    expect(seen).toMatchObject({ trust: 'low', trustReason: 'no-proof' });
  });

  test('is accepted from a browser that derives no keys, with low trust', async ({ here, page }) => {
    const seen = await trustAfter(page, here, async () => {
      await page.addInitScript('delete SubtleCrypto.prototype.deriveBits');
      await fillIn(page);
    });
    expect(seen).toMatchObject({ trust: 'low', trustReason: 'no-proof' });
  });
});
