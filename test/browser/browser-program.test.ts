import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserProgram } from './browser-program.ts';
import { madeOnce } from './made-once.ts';
import { dots } from './pixels.ts';
import { test as withPhone } from './resident-phone.ts';

describe('the browser of the page tests', () => {
  test('is the one that CHROMIUM names, with the fonts of the package', async () => {
    const { executablePath, env } = await browserProgram({ CHROMIUM: process.execPath, HOME: '/home/x' });
    expect(executablePath).toBe(process.execPath);
    expect(env).toEqual({ HOME: '/home/x', FONTCONFIG_FILE: expect.stringContaining('fonts.conf') });
  });

  test('fails with an explanation where CHROMIUM names no program', async () => {
    await expect(browserProgram({ CHROMIUM: '/nowhere/chrome' })).rejects.toThrow(
      'CHROMIUM is /nowhere/chrome, which is no executable program.',
    );
  });

  test('fails with an explanation where npm installs none', async () => {
    await expect(browserProgram({}, 'darwin-arm64')).rejects.toThrow(
      'for linux-x64 only, not for darwin-arm64. Set CHROMIUM to the path',
    );
  });
});

describe('a folder that is made once', () => {
  let parent = '';
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'huiying-once-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  test('is complete for every concurrent caller, and leaves no temporary folder', async () => {
    const folder = join(parent, 'made');
    const make = (unfinished: string) => writeFile(join(unfinished, 'file'), 'whole');
    const made = await Promise.all(Array.from({ length: 5 }, () => madeOnce(folder, make)));
    expect(new Set(made)).toEqual(new Set([folder]));
    expect(await readFile(join(folder, 'file'), 'utf8')).toBe('whole');
    expect(await readdir(parent)).toEqual(['made']);
  });

  test('is not made again', async () => {
    const folder = join(parent, 'made');
    await mkdir(folder);
    await madeOnce(folder, () => Promise.reject(new Error('made again')));
  });

  test('does not exist when making it failed', async () => {
    const broken = madeOnce(join(parent, 'made'), () => Promise.reject(new Error('no room')));
    await expect(broken).rejects.toThrow('no room');
    expect(await readdir(parent)).toEqual([]);
  });
});

withPhone(
  'Chinese characters are drawn, each differently, and none as the box of a missing glyph',
  async ({ page }) => {
    await page.setContent(
      '<style>b { display: inline-block; width: 40px; font: 32px/40px sans-serif }</style>' +
        [...'警务室回\u{10fffd}'].map((letter) => `<b>${letter}</b>`).join(''),
    );
    const pictures = new Set<string>();
    for (const letter of await page.locator('b').all()) {
      pictures.add(JSON.stringify(await dots(page, await letter.screenshot())));
    }
    expect(pictures.size).toBe(5);
  },
);
