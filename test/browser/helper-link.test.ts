import { describe, expect } from 'vitest';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { helperAnswers } from '../../shared/cases/helper-roles.ts';
import type { PhotoId } from '../../shared/cases/photos/photo.ts';
import { keepPhoto } from '../cases/keep-photo.ts';
import { station } from '../cases/room.ts';
import { type HttpApi, reported } from '../http/http-api.ts';
import { jpeg, pictureFile } from '../pictures.ts';
import { overflowing, smallTargets, violations } from './measures.ts';
import { siteWithPhotoStore } from './photo-site.ts';
import { test as plain } from './resident-phone.ts';

const test = plain.extend('here', async ({ options }, { onCleanup }) => {
  const here = await siteWithPhotoStore({ scripts: options.javaScriptEnabled !== false });
  onCleanup(here.close);
  return here;
});

const photo = `p${'b'.repeat(25)}` as PhotoId;

/** A case with a photo of who picked up a telephone, and the path of the link for the cleaner who may know them. */
async function asked(rig: HttpApi) {
  const { id } = await reported(rig);
  await keepPhoto(rig.world, { key: keyOf({ station, caseId: id as CaseId }), photo }, await jpeg(640, 480));
  const { body } = await rig.as('officer', 'POST /v1/office/cases/{id}/helpers', {
    path: { id },
    body: { task: 'WHO IS THIS?', for: 'cleaner', photo },
  });
  return { id, path: new URL(body.url).pathname };
}

const readers = [
  { lang: 'zh-CN', answered: '已经回答', thanks: '谢谢您告诉我们', gone: '这个链接已经作废' },
  { lang: 'en', answered: 'Answered', thanks: 'Thank you for telling us', gone: 'This link is void' },
];
const cases = readers.flatMap((reader) => [390, 320].map((width) => ({ ...reader, width })));

describe.each(cases)(
  'a helper’s page in $lang, $width px wide',
  ({ lang, width, answered, thanks, gone }) => {
    const viewport = { width, height: 800 };

    describe('without a script', () => {
      test.override('options', { javaScriptEnabled: false, locale: lang, viewport });
      test.override('expected', / 4(04|09|22) /);

      test('takes each of the three answers; only the first asks for words', async ({ here, page }) => {
        for (const answer of helperAnswers) {
          const { path } = await asked(here.rig);
          await page.goto(path);
          expect(await page.locator('h1').textContent()).toBe('WHO IS THIS?');
          await page.check(`#a-${answer}`);
          expect(await page.locator('textarea').isVisible()).toBe(answer === 'saw');
          if (answer === 'saw') await page.fill('textarea', 'LAO SUN');
          await page.locator('form button').click();
          const expected = answer === 'not-me' ? thanks : answered;
          expect(await page.locator('.box').textContent()).toContain(expected);
          await page.goto(path);
          expect(await page.locator('.box').textContent()).toContain(answer === 'not-me' ? gone : answered);
        }
      });

      test('takes a photo with either answer that may have one, on a page of its own, and one more later', async ({
        here,
        page,
      }) => {
        for (const answer of ['saw', 'done']) {
          const { id, path } = await asked(here.rig);
          await page.goto(path);
          expect(await page.locator('.pic').filter({ visible: true }).count()).toBe(0);
          await page.check(`#a-${answer}`);
          expect(await page.locator('.pic').filter({ visible: true }).count()).toBe(1);
          await page.check(`#photo-${answer}`);
          await page.locator('form button').click();
          for (const sent of [1, 2]) {
            await page.setInputFiles('input[type=file]', pictureFile(await jpeg(640, 480)));
            await page.locator('.upload form button').click();
            await page.waitForURL(`**${path}**`);
            expect(await page.locator('.sent').count()).toBe(sent);
            if (sent === 1) await page.locator('#photos button').click();
          }
          expect(await page.locator('#photos button').count()).toBe(0);
          const { body } = await here.rig.as('officer', 'GET /v1/office/cases/{id}', { path: { id } });
          expect(body.photos).toMatchObject([{ photo }, { helper: { for: 'cleaner' } }, { state: 'kept' }]);
        }
        expect(here.posted).toHaveLength(4);
      });

      test('keeps the words of the second device, and lets it correct the first', async ({
        here,
        page,
        context,
      }) => {
        const { path } = await asked(here.rig);
        const other = await context.newPage();
        for (const one of [page, other]) await one.goto(path);
        await page.check('#a-done');
        await page.locator('form button').click();
        await other.check('#a-saw');
        await other.fill('textarea', 'LAO SUN');
        await other.locator('form button').click();
        expect(await other.locator('#errors').isVisible()).toBe(true);
        expect(await other.locator('textarea').inputValue()).toBe('LAO SUN');
        await other.locator('form .btn-main').click();
        expect(await other.locator('#errors').count()).toBe(0);
        expect(await other.locator('.box').textContent()).toContain(answered);
      });
    });

    describe('measured', () => {
      test.override('options', { bypassCSP: true, locale: lang, viewport });
      test.override('expected', / 4(04|09|22) /);

      test('is large, fits, and has nothing that axe finds, in every state', async ({ here, page }) => {
        const { path } = await asked(here.rig);
        const measured = async (name: string) => {
          const font = await page.evaluate('parseFloat(getComputedStyle(document.body).fontSize)');
          expect(font, name).toBeGreaterThanOrEqual(22);
          const small = `[...document.querySelectorAll('main *')].filter((one) => one.checkVisibility() && one.children.length === 0 && one.textContent.trim() && parseFloat(getComputedStyle(one).fontSize) < 22).map((one) => one.outerHTML.slice(0, 80))`;
          expect(await page.evaluate(small), name).toEqual([]);
          expect(await smallTargets(page, 48), name).toEqual([]);
          expect(await overflowing(page), name).toEqual([]);
          expect(await violations(page), name).toEqual([]);
        };
        await page.goto(path);
        await page
          .locator('img')
          .evaluate((image) => (image as unknown as { decode(): Promise<void> }).decode());
        await measured('asked');
        for (const label of await page.locator('.lbl').all()) {
          expect((await label.boundingBox())?.height).toBeGreaterThanOrEqual(72);
        }
        expect((await page.locator('form button').boundingBox())?.height).toBeGreaterThanOrEqual(72);
        await page.check('#a-saw');
        await measured('chosen');
        expect((await page.locator('.m-saw .pic').boundingBox())?.height).toBeGreaterThanOrEqual(72);
        await page.check('#photo-saw');
        await measured('with a photo');
        await page.goto(path);
        await page.locator('form button').click();
        await measured('sent without an answer');
        await page.check('#a-done');
        await page.check('#photo-done');
        await page.locator('form button').click();
        await measured('a photo is chosen');
        for (const target of ['input[type=file]', '.upload form button']) {
          expect((await page.locator(target).boundingBox())?.height, target).toBeGreaterThanOrEqual(72);
        }
        await page.setInputFiles('input[type=file]', pictureFile(new Uint8Array([1, 2, 3])));
        await page.locator('.upload form button').click();
        await page.locator('.alert').waitFor();
        await measured('answered, with a photo that could not be taken');
        await page.locator('summary').click();
        await measured('to be corrected');
        await page.goto(`/h/${'A'.repeat(43)}`);
        await measured('gone');
      });
    });
  },
);
