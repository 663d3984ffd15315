import type { Page } from 'playwright-core';
import { languages } from '../../../shared/engine/language.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { type SiteWithPhotoStore } from '../../browser/photo-site.ts';
import { png } from '../../pictures.ts';
import { atLeast, atMost } from '../bar.ts';
import { broken } from '../broken.ts';
import { journeyCheck, type Measure } from '../check.ts';
import { type Stack } from '../fixtures.ts';
import { pictureFile } from '../picture-file.ts';

const withoutScript = { javaScriptEnabled: false } as const;

/** In each language: opens the form without a script, sends it, and judges what came of it. */
const inEachLanguage = async (
  { enter }: Stack,
  judge: (page: Page, language: (typeof languages)[number], here: SiteWithPhotoStore) => Promise<Measure>,
) => {
  const readings = [];
  for (const language of languages) {
    const measure = await enter(withoutScript, async (page, here) => {
      await page.goto(`${here.origin}/q/b3-1?lang=${language}`);
      return judge(page, language, here);
    });
    readings.push({ ...measure, where: language });
  }
  return readings;
};

/** Presses the button, and gives the answer that the form itself got. */
async function sent(page: Page) {
  const [answer] = await Promise.all([
    page.waitForResponse((response) => response.request().method() === 'POST'),
    page.click('#send'),
  ]);
  await page.waitForLoadState();
  return answer;
}

export const emptyForm = journeyCheck({
  ...{ number: 11, title: 'Without a script, an empty form: broken promises' },
  bar: atMost(0),
  measure: (stack) =>
    inEachLanguage(stack, async (page, language) => {
      await page.fill('#phone', '138 0000 0003');
      await page.click('.swap summary');
      await page.selectOption('#elsewhere', 'gate');
      const answer = await sent(page);
      const links = await page.locator('#errors a').all();
      const targets = await Promise.all(links.map(async (link) => (await link.getAttribute('href')) ?? ''));
      const found = await Promise.all(targets.map((target) => page.locator(target).count()));
      return broken({
        'the answer is 422': answer.status() === 422,
        'its title says first that something is wrong': (await page.title()).startsWith(
          wordsOf(language).frame.error,
        ),
        'it says what is wrong': links.length > 0,
        'each link leads to one place': found.every((count) => count === 1),
        'the number is still there': (await page.inputValue('#phone')) === '138 0000 0003',
        'the place is still chosen': (await page.inputValue('#elsewhere')) === 'gate',
      });
    }),
});

export const goodForm = journeyCheck({
  ...{ number: 12, title: 'Without a script, a good form: broken promises' },
  bar: atMost(0),
  measure: (stack) =>
    inEachLanguage(stack, async (page, _, here) => {
      await page.check('#t-lost');
      await page.fill('#what', 'HUAWEI');
      const answer = await sent(page);
      const promises = {
        'the answer is 303': answer.status() === 303,
        'it leads to the receipt': /\/t\/[\w-]{32}/.test(page.url()),
        'which says by when': await page.locator('.by').isVisible(),
      };
      return broken({ ...promises, ...(await photoFromReceipt(page, here)) });
    }),
});

/** Sends a photo from the receipt as a browser does by itself: asks for the form that is granted, and posts by it. */
async function photoFromReceipt(page: Page, { origin, posted }: SiteWithPhotoStore) {
  const receipt = page.url();
  const picture = png(60, 40);
  await page.click('#add-photo summary');
  await page.click('#add-photo button');
  const granted = page.locator('#add-photo form[enctype="multipart/form-data"]');
  const leadsTo = (await granted.getAttribute('action')) ?? '';
  await page.setInputFiles('#photo-file', pictureFile(picture));
  await granted.locator('button').click();
  await page.waitForURL(receipt);
  return {
    'the receipt offers a form that posts a photo past us': !leadsTo.startsWith(origin),
    'the photo is sent as it is': posted.length === 1 && posted[0]?.length === picture.length,
    'the form comes back to the receipt, which shows it': await page
      .locator('#photos .shots img')
      .isVisible(),
  };
}

export const errorSummary = journeyCheck({
  ...{ number: 13, title: 'What is wrong with a form: broken promises' },
  bar: atMost(0),
  async measure({ enter }) {
    const readings = [];
    for (const language of languages) {
      const measure = await enter({}, async (page, { origin }) => {
        await page.goto(`${origin}/q/b3-1?lang=${language}`);
        await page.fill('#phone', '138 0000 552');
        await page.click('#send');
        await page.waitForSelector('#errors');
        const { error } = wordsOf(language).frame;
        const listed = await page.locator('#errors a').allTextContents();
        const second = await page.locator('.err').allTextContents();
        const isFocused = (id: string) => page.evaluate(`document.activeElement.id === '${id}'`);
        const promises = {
          'the summary has the focus': (await isFocused('errors')) === true,
          'each message beside its field says that it is an error': second.every((text) =>
            text.startsWith(error),
          ),
          'and says the same as the summary':
            JSON.stringify(second.map((text) => text.slice(error.length))) === JSON.stringify(listed),
        };
        await page.click('#errors a[href="#phone"]');
        return broken({ ...promises, 'its link leads to the field': (await isFocused('phone')) === true });
      });
      readings.push({ ...measure, where: language });
    }
    return readings;
  },
});

export const missingPerson = journeyCheck({
  ...{ number: 18, title: 'Links to 110 in sight once a missing person is chosen' },
  bar: atLeast(1),
  async measure({ enter }) {
    const readings = [];
    for (const javaScriptEnabled of [true, false]) {
      const value = await enter({ javaScriptEnabled }, async (page, { origin }) => {
        await page.goto(`${origin}/q/b3-1`);
        await page.check('#t-missing');
        return page.locator('.ask-missing a[href="tel:110"]:visible').count();
      });
      readings.push({ value, where: javaScriptEnabled ? 'with a script' : 'without a script' });
    }
    return readings;
  },
});
