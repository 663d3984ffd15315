import type { Page } from 'playwright-core';

/** Decodes a screenshot in the browser: width, height, and four values (RGBA) per pixel. */
export const dots = (page: Page, png: Buffer): Promise<readonly [number, number, readonly number[]]> =>
  page.evaluate(`new Promise((done) => {
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
  })`);
