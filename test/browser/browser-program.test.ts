import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { browserProgram } from './browser-program.ts';
import { dots } from './dots.ts';
import { madeOnce } from './made-once.ts';
import { test as withPhone } from './resident-phone.ts';

describe('the browser that pages are looked at with', () => {
  test('is the one that CHROMIUM names, with the letters of the package', async () => {
    const { executablePath, env } = await browserProgram({ CHROMIUM: process.execPath, HOME: '/home/x' });
    expect(executablePath).toBe(process.execPath);
    expect(env).toEqual({ HOME: '/home/x', FONTCONFIG_FILE: expect.stringContaining('fonts.conf') });
  });

  test('is asked for with a sentence where CHROMIUM names none', async () => {
    await expect(browserProgram({ CHROMIUM: '/nowhere/chrome' })).rejects.toThrow(
      'CHROMIUM says /nowhere/chrome, and there is no program.',
    );
  });

  test('is asked for with a sentence where npm brings none', async () => {
    await expect(browserProgram({}, 'darwin-arm64')).rejects.toThrow(
      'for linux-x64 and not for darwin-arm64. Set CHROMIUM to the path',
    );
  });
});

describe('a folder that is made once', () => {
  let parent = '';
  beforeEach(async () => {
    parent = await mkdtemp(join(tmpdir(), 'huiying-once-'));
  });
  afterEach(() => rm(parent, { recursive: true, force: true }));

  test('is whole for each who makes it at the same moment, and leaves nothing beside it', async () => {
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

  test('is not there when making it failed', async () => {
    const broken = madeOnce(join(parent, 'made'), () => Promise.reject(new Error('no room')));
    await expect(broken).rejects.toThrow('no room');
    expect(await readdir(parent)).toEqual([]);
  });
});

withPhone(
  'Chinese letters are drawn, each another one, and none as the box of a letter that is missing',
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
