import type { Page } from 'playwright-core';
import { describe, expect } from 'vitest';
import { once } from '../../shared/adapters/once.ts';
import { reported } from '../http/http-api.ts';
import { pictureFile as file, jpegSize, photoWithPlace, png } from '../pictures.ts';
import { siteWithPhotoStore } from './photo-site.ts';
import { test as plain } from './resident-phone.ts';

/** A photo of telephone size; created once, since that is slow. */
const large = once(() => photoWithPlace(4000, 3000));

const test = plain.extend('here', async ({ options }, { onCleanup }) => {
  const here = await siteWithPhotoStore({ scripts: options.javaScriptEnabled !== false });
  onCleanup(here.close);
  return here;
});
const testWithPhotoStoreDown = test.extend('expected', /503/);

const thumbs = (page: Page) => page.locator('.thumbs li');
const shown = (page: Page) => page.locator('#photos .shots img');

async function pick(page: Page, bytes: Uint8Array, count: number): Promise<void> {
  await page.setInputFiles('#photo', file(bytes));
  await thumbs(page)
    .nth(count - 1)
    .waitFor();
}

async function fillIn(page: Page): Promise<void> {
  await page.check('#t-fire');
  await page.fill('#what', '消防通道堆满了纸箱');
}

describe('with a script, a photo', () => {
  test('larger than it is shown is sent with 400 KB at most, upright and without its place, and is there after a reload', async ({
    here: { posted },
    page,
  }) => {
    await page.goto('/q/b3-1');
    await fillIn(page);
    await pick(page, await large(), 1);
    await page.reload();
    await thumbs(page).waitFor();
    expect(await page.inputValue('#what')).toBe('消防通道堆满了纸箱');
    await page.click('#send');
    await page.waitForURL('**/t/*');
    await shown(page).waitFor();
    expect(posted).toHaveLength(1);
    const [sent = new Uint8Array()] = posted;
    expect(sent.length).toBeLessThanOrEqual(400 * 1024);
    expect(await jpegSize(sent)).toEqual([1600, 1200]);
    expect(Buffer.from(sent).toString('latin1')).not.toMatch(/Telefon|GPS/);
    expect(await page.evaluate(`document.querySelector('#photos .shots img').naturalWidth`)).toBe(1600);
    expect(await thumbs(page).count()).toBe(0);
  });

  test('can be removed, and a fifth one is refused', async ({ page }) => {
    const small = png(60, 40);
    await page.goto('/q/b3-1');
    for (const count of [1, 2, 3, 4]) await pick(page, small, count);
    await page.setInputFiles('#photo', file(small));
    await page.getByText('最多放 4 张照片').waitFor();
    await page.getByRole('button', { name: '去掉照片 2' }).click();
    await page.getByRole('button', { name: '去掉照片 4' }).waitFor({ state: 'detached' });
    expect(await thumbs(page).count()).toBe(3);
  });

  test('that is no image shows an error, and the form still works', async ({ page }) => {
    await page.goto('/q/b3-1');
    await page.setInputFiles('#photo', file(new TextEncoder().encode('<svg/>')));
    await page.getByText('这个文件打不开').waitFor();
    expect(await thumbs(page).count()).toBe(0);
  });

  testWithPhotoStoreDown(
    'that cannot be sent does not affect the case, and is sent at the next visit',
    async ({ here, page }) => {
      here.fail(true);
      await page.goto('/q/b3-1');
      await fillIn(page);
      await pick(page, png(60, 40), 1);
      await page.click('#send');
      await page.waitForURL('**/t/*');
      await page.getByText('照片还没发出去').waitFor();
      const { body } = await here.rig.as('chief', 'GET /v1/office/cases', { query: { view: 'open' } });
      expect(body.rows).toHaveLength(1);
      const receipt = page.url();
      await page.goto('about:blank');
      here.fail(false);
      await page.goto(receipt);
      await shown(page).waitFor();
      expect(here.posted).toHaveLength(1);
    },
  );

  test('can be added on the receipt', async ({ here: { rig }, page }) => {
    const { token } = await reported(rig);
    await page.goto(`/t/${token}`);
    await page.click('#add-photo summary');
    await page.setInputFiles('#photo', file(png(60, 40)));
    await shown(page).waitFor();
  });
});

describe('without a script', () => {
  test.override('options', { javaScriptEnabled: false });

  test('the receipt leads to a form that posts a photo and comes back, where it is shown', async ({
    here: { posted },
    page,
  }) => {
    await page.goto('/q/b3-1');
    expect(await page.locator('input[type=file]').count()).toBe(0);
    expect(await page.getByText('照片可以在提交之后的下一页添加').isVisible()).toBe(true);
    await fillIn(page);
    await page.click('#send');
    const receipt = page.url();
    await page.click('#add-photo summary');
    await page.getByRole('button', { name: '去选照片' }).click();
    await page.setInputFiles('#photo-file', file(await large()));
    await page.getByRole('button', { name: '发送这张照片' }).click();
    await shown(page).waitFor();
    expect(page.url()).toBe(receipt);
    expect(posted.map(({ length }) => length)).toEqual([(await large()).length]);
    expect(await page.locator('h1').first().isVisible()).toBe(true);
  });

  test('a file that is no photo comes back with a sentence, and the case stays', async ({
    here: { rig },
    page,
  }) => {
    const { token } = await reported(rig);
    await page.goto(`/t/${token}`);
    await page.click('#add-photo summary');
    await page.getByRole('button', { name: '去选照片' }).click();
    await page.setInputFiles('#photo-file', file(new TextEncoder().encode('<svg xmlns="x"/>')));
    await page.getByRole('button', { name: '发送这张照片' }).click();
    await page.getByText('这个文件不是能显示的照片').waitFor();
    expect(await page.locator('.by').isVisible()).toBe(true);
  });
});
