import jsQr from 'jsqr';
import type { Page } from 'playwright-core';
import { dots } from '../../browser/dots.ts';
import { policeRoom, readable } from '../../web/pages.ts';
import { atMost } from '../bar.ts';
import { broken } from '../broken.ts';
import { journeyCheck } from '../check.ts';

/** What is left of each side of a poster in a picture of it. */
const SCALE = 0.2;
const ADDRESS = 'https://huiying.example.cn/q/b3-1';

export const posters = journeyCheck({
  ...{ number: 28, title: 'A poster at 20 % of its size: broken promises' },
  bar: atMost(0),
  measure: ({ enter }) =>
    enter({ deviceScaleFactor: SCALE, viewport: { width: 1280, height: 1800 } }, async (page, here) => {
      const open = async (query: Readonly<Record<string, string>>) => {
        const path = { place: 'b3-1' };
        const { body } = await here.rig.as('officer', 'GET /v1/office/posters/{place}', { path, query });
        await page.goto(`${here.origin}${new URL(body.url).pathname}`);
        return readable(await page.content());
      };
      const words = await open({});
      const level = correctionLevel((await page.getAttribute('.qr path', 'd')) ?? '');
      const one = {
        'the code leads to its place': (await decoded(page)) === ADDRESS,
        'the code mends a quarter of itself': level === 'Q' || level === 'H',
        'the address stands in words': words.includes(ADDRESS),
        'the emergency numbers and the station’s stand in words': [
          '110',
          '119',
          '120',
          policeRoom.phone,
        ].every((phone) => words.includes(phone)),
        'it is one sheet': (await sheets(page)) === 1,
      };
      await open({ all: '1' });
      return [
        {
          ...broken({ ...one, 'each of two places has one sheet': (await sheets(page)) === 2 }),
          where: 'poster',
        },
      ];
    }),
});

async function decoded(page: Page): Promise<string | undefined> {
  const [width, height, data] = await dots(page, await page.locator('.sheet').first().screenshot());
  return jsQr.default(Uint8ClampedArray.from(data), width, height)?.data;
}

/** How many sheets of paper come out of a printer. */
async function sheets(page: Page): Promise<number> {
  const paper = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
  return paper.match(/\/Type\s*\/Page\b(?!s)/g)?.length ?? 0;
}

const levels = ['M', 'L', 'H', 'Q'] as const;

/**
 * How much of a code may be lost: two bits beside its upper left corner, under a mask, say so (ISO 18004, 7.9). The
 * squares are those of the drawing, without its white border.
 */
function correctionLevel(path: string): (typeof levels)[number] | undefined {
  const dark = new Set([...path.matchAll(/M(\d+) (\d+)/g)].map(([, x, y]) => `${x} ${y}`));
  const places = [...dark].map((place) => place.split(' ').map(Number));
  const [left, top] = [Math.min(...places.map(([x = 0]) => x)), Math.min(...places.map(([, y = 0]) => y))];
  const bit = (x: number, y: number) => (dark.has(`${left + x} ${top + y}`) ? 1 : 0);
  return levels[(bit(0, 8) ^ 1) * 2 + bit(1, 8)];
}
