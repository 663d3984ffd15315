import jsQr from 'jsqr';
import { expect, test } from 'vitest';
import { launch } from './chromium.ts';
import { site } from './site.ts';

/** The dots of a picture, read by the browser that took it. */
const dots = (png: Buffer) => `new Promise((done) => {
  const image = new Image();
  image.onload = () => {
    const canvas = document.createElement('canvas');
    canvas.width = image.width;
    canvas.height = image.height;
    const drawing = canvas.getContext('2d');
    drawing.drawImage(image, 0, 0);
    done([image.width, image.height, [...drawing.getImageData(0, 0, image.width, image.height).data]]);
  };
  image.src = 'data:image/png;base64,${png.toString('base64')}';
})`;

test('a poster photographed at a fifth of its size still leads to the right address, on one sheet of A4', async () => {
  const here = await site();
  const browser = await launch();
  const context = await browser.newContext({ deviceScaleFactor: 0.2, bypassCSP: true });
  try {
    const path = { place: 'b3-1' };
    const { body } = await here.rig.as('officer', 'GET /v1/office/posters/{place}', { path });
    const page = await context.newPage();
    await page.goto(`${here.origin}${new URL(body.url).pathname}`);
    const picture = await page.locator('.sheet').screenshot();
    const [width, height, data] = await page.evaluate<[number, number, number[]]>(dots(picture));
    expect(height).toBeLessThan(300);
    const code = jsQr.default(Uint8ClampedArray.from(data), width, height);
    expect(code?.data).toBe('https://huiying.example.cn/q/b3-1');

    const pdf = (await page.pdf({ preferCSSPageSize: true, printBackground: true })).toString('latin1');
    expect(pdf.match(/\/Type\s*\/Page\b(?!s)/g)).toHaveLength(1);
  } finally {
    await context.close();
    await browser.close();
    await here.close();
  }
});
