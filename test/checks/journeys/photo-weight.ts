import { photoWithPlace } from '../../pictures.ts';
import { atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';
import { pictureFile } from '../picture-file.ts';

const KILOBYTE = 1024;
const LONG_MS = 60_000;

/** What goes over the line for a photo of twelve million pixels, as a telephone takes it. */
export const photoWeight = journeyCheck({
  ...{ number: 17, title: 'A photo of 4000 × 3000, as it is sent' },
  bar: atMost(400, 'KB'),
  measure: ({ enter }) =>
    enter({}, async (page, { origin, posted }) => {
      await page.goto(`${origin}/q/b3-1`);
      await page.check('#t-fire');
      await page.fill('#what', 'HUAWEI');
      await page.setInputFiles('#photo', pictureFile(await photoWithPlace(4000, 3000)));
      await page.locator('.thumbs li').waitFor({ timeout: LONG_MS });
      await page.click('#send');
      await page.waitForURL('**/t/*');
      await page.locator('#photos .shots img').waitFor({ timeout: LONG_MS });
      const [sent] = posted;
      if (sent === undefined || posted.length > 1) throw new Error(`${posted.length} files were sent`);
      const names = /Exif|GPS|Telefon/.exec(Buffer.from(sent).toString('latin1'));
      if (names !== null) throw new Error(`it still holds ${names[0]}`);
      return [{ value: Math.ceil(sent.length / KILOBYTE), where: 'form, then its receipt' }];
    }),
});
