import type { Page } from 'playwright-core';
import { casesOf } from '../../browser/cases-of.ts';
import { type Site } from '../../browser/site.ts';
import { atMost, exactly } from '../bar.ts';
import { broken } from '../broken.ts';
import { journeyCheck } from '../check.ts';

const openForm = (page: Page, { origin }: Site) => page.goto(`${origin}/q/b3-1`);

async function fillIn(page: Page): Promise<void> {
  await page.check('#t-lost');
  await page.fill('#what', 'HUAWEI');
}

const arrived = (page: Page) => page.waitForURL('**/t/*');

/** Ways in which an impatient hand, or a bad line, sends one report more than once. */
const ways: Readonly<Record<string, (page: Page, here: Site) => Promise<unknown>>> = {
  'pressed five times': async (page) => {
    await fillIn(page);
    await page.evaluate(
      `(() => { const button = document.querySelector('#send'); for (let n = 0; n < 5; n += 1) button.click(); })()`,
    );
    await arrived(page);
  },
  // A messenger that kept the page shows it with the token it was served with.
  'sent, gone back to the page as it was, sent again': async (page) => {
    await fillIn(page);
    const token = await page.inputValue('input[name=token]');
    await page.click('#send');
    await arrived(page);
    await page.goBack();
    await fillIn(page);
    await page
      .locator('input[name=token]')
      .evaluate((field, kept) => field.setAttribute('value', kept), token);
    await page.click('#send');
    await arrived(page);
  },
  'sent again by the line, twenty times': async (page, { origin, rig }) => {
    await fillIn(page);
    const token = await page.inputValue('input[name=token]');
    const fields = { token, tile: 'lost', what: 'HUAWEI' };
    const body = { place: 'b3-1', type: 'lost-item', what: 'HUAWEI', token };
    await Promise.all(
      Array.from({ length: 10 }, () => [
        fetch(`${origin}/q/b3-1`, {
          ...{ method: 'POST', redirect: 'manual' },
          body: new URLSearchParams(fields),
        }),
        rig.ask('POST /v1/cases', { body }),
      ]).flat(),
    );
  },
};

export const oneCase = journeyCheck({
  ...{ number: 14, title: 'Cases made by one report' },
  bar: exactly(1),
  async measure({ enter }) {
    const readings = [];
    for (const [where, send] of Object.entries(ways)) {
      const value = await enter({}, async (page, here) => {
        await openForm(page, here);
        await send(page, here);
        return casesOf(here);
      });
      readings.push({ where, value });
    }
    return readings;
  },
});

export const reload = journeyCheck({
  ...{ number: 16, title: 'Reloaded half-way: broken promises' },
  bar: atMost(0),
  measure: ({ enter }) =>
    enter({}, async (page, here) => {
      await openForm(page, here);
      await fillIn(page);
      await page.fill('#phone', '138 0000 0003');
      await page.reload();
      const measure = broken({
        'the tile is still chosen': await page.isChecked('#t-lost'),
        'the words are still there': (await page.inputValue('#what')) === 'HUAWEI',
        'the number is still there': (await page.inputValue('#phone')) === '138 0000 0003',
      });
      return [{ ...measure, where: 'form' }];
    }),
});
