import jsQr from 'jsqr';
import type { Page } from 'playwright-core';
import { dots } from '../../browser/pixels.ts';
import { atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';

/** The poster is photographed at this scale. */
const SCALE = 0.2;
const ADDRESS = 'https://huiying.example.cn/q/b3-1';

export const posters = journeyCheck({
  number: 28,
  title: 'Posters at 20 % of their size whose code is not read, and sheets too many',
  bar: atMost(0),
  measure: ({ withOwnSite }) =>
    withOwnSite({ deviceScaleFactor: SCALE, viewport: { width: 1280, height: 1800 } }, async (page, here) => {
      const open = async (query: Readonly<Record<string, string>>) => {
        const path = { place: 'b3-1' };
        const { body } = await here.rig.as('officer', 'GET /v1/office/posters/{place}', { path, query });
        await page.goto(`${here.origin}${new URL(body.url).pathname}`);
        return { isRead: (await decoded(page)) === ADDRESS, sheets: await sheets(page) };
      };
      const [one, all] = [await open({}), await open({ all: '1' })];
      return [
        { where: 'poster of one place', value: (one.isRead ? 0 : 1) + Math.abs(one.sheets - 1) },
        { where: 'posters of two places', value: (all.isRead ? 0 : 1) + Math.abs(all.sheets - 2) },
      ];
    }),
});

async function decoded(page: Page): Promise<string | undefined> {
  const [width, height, data] = await dots(page, await page.locator('.sheet').first().screenshot());
  return jsQr.default(Uint8ClampedArray.from(data), width, height)?.data;
}

/** Number of pages when printed. */
async function sheets(page: Page): Promise<number> {
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  return paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}
