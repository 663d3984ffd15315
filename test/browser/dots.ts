import type { Page } from 'playwright-core';

/** The dots of a picture, read by the browser that took it: width, height, and four numbers for each. */
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
