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

/** A resident reports a lost telephone; gives what staff see of it. */
async function trustAfter(page: Page, here: Site, act: () => Promise<unknown>) {
  let requests = 0;
  page.on('request', (request) => {
    // A worker of the page's own text is no request that leaves the telephone.
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
  test('is worked for unseen while it is filled in, by nothing that is loaded, and the report is trusted', async ({
    here,
    page,
  }) => {
    const seen = await trustAfter(page, here, () =>
      // Asked from outside: the page's own policy forbids what Playwright would wait with.
      expect.poll(() => page.evaluate(proof)).not.toBe(''),
    );
    expect(seen).toMatchObject({ trust: 'ordinary', requestsOfForm: 1 });
  });

  test('shows nobody that it is worked for, nor the field that only programs fill', async ({
    here,
    page,
  }) => {
    await trustAfter(page, here, async () => {
      const shown = await page.evaluate(
        `[...document.querySelectorAll('input[name=proofOfWork], .honeypot, .honeypot *')].filter((one) => one.checkVisibility()).length`,
      );
      expect(shown).toBe(0);
      expect(await page.locator('body').textContent()).not.toMatch(/ALTCHA|proof|robot|机器人/i);
    });
  });

  testWithoutScript('is taken without a script, of low trust', async ({ here, page }) => {
    const seen = await trustAfter(page, here, async () => {});
    expect(seen).toMatchObject({ trust: 'low', trustReason: 'no-proof' });
  });

  test('is taken where the browser knows no workers, of low trust', async ({ here, page }) => {
    const seen = await trustAfter(page, here, async () => {
      await page.addInitScript('delete window.Worker');
      await fillIn(page);
    });
    expect(seen).toMatchObject({ trust: 'low', trustReason: 'no-proof' });
  });
});
