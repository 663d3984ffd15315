import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { beforeAll, describe, expect, inject, it } from 'vitest';
import { stages } from '../../infra/stages.ts';
import { threadedSanitizer } from '../../shared/adapters/image-sanitizer/threaded-sanitizer.ts';
import { photoFaults } from '../../shared/cases/photos/photo.ts';
import { dice } from '../fuzz/dice.ts';
import { HANG_MS } from '../timeouts.ts';
import { flatJpeg, flatPng, flatWebp } from './flat-pictures.ts';
import {
  type CorpusPicture,
  largestPictures,
  lyingPictures,
  oddPictures,
  tooLargePictures,
} from './picture-corpus.ts';

/** What one instance of the function may take; it is assigned twice as much. */
const PEAK_MAX_MEGABYTES = 1024;

let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(inject('scratch'), 'pictures-'));
});

const write = async (pictures: readonly CorpusPicture[]): Promise<ReadonlyMap<string, CorpusPicture>> => {
  const files = new Map<string, CorpusPicture>();
  for (const picture of pictures) {
    const file = join(folder, picture.name.replaceAll(/\W+/g, '-'));
    // The largest are used twice, and to make one takes longer than to sanitize it.
    if (!existsSync(file)) await writeFile(file, await picture.make());
    files.set(file, picture);
  }
  return files;
};

const sanitized = async (files: readonly string[], instances = 1) => {
  const program = join(import.meta.dirname, 'sanitize-files.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [program, String(instances), ...files]);
  return JSON.parse(stdout) as { became: Record<string, string>; peakMegabytes: number };
};

describe('photos, one after the other in one process', () => {
  it.each([
    ['the largest of each kind that is taken', largestPictures],
    ['too large ones', tooLargePictures],
    ['lying ones', lyingPictures],
    ['rare, broken and laborious ones', oddPictures],
  ])(
    '%s: each becomes what it should, none takes more than a gigabyte or leaves any of it',
    async (_, pictures) => {
      const files = await write(pictures);
      const { became, peakMegabytes } = await sanitized([...files.keys()]);
      const should = Object.fromEntries([...files].map(([file, { becomes }]) => [file, becomes]));
      expect(became).toEqual(should);
      expect(peakMegabytes).toBeLessThanOrEqual(PEAK_MAX_MEGABYTES);
    },
  );
});

describe('many photos', () => {
  it('thirty at once take at most a gigabyte for each instance of the local run', async () => {
    const { photoInstances } = stages.local({});
    const files = [...(await write(largestPictures)).keys()];
    const thirty = [...files, ...files];
    expect(thirty).toHaveLength(30);
    const { peakMegabytes } = await sanitized(thirty, photoInstances);
    expect(peakMegabytes).toBeLessThanOrEqual(photoInstances * PEAK_MAX_MEGABYTES);
  });

  const SEED = 20261130;
  it(`with any bytes of their headers changed end in a photo or a fault, within a gigabyte (seed ${SEED})`, async () => {
    const { below } = dice(SEED);
    const small = { width: 640, height: 480 };
    const whole = [
      flatJpeg(small),
      flatJpeg({ ...small, frame: 0xc2, moreScans: 6 }),
      flatPng({ ...small, depth: 16, colours: 'rgba' }),
      flatWebp(small),
    ];
    const files: string[] = [];
    for (let index = 0; index < 80; index += 1) {
      const changed = Uint8Array.from(whole[index % whole.length] ?? []);
      const from = index % 4 < 2 ? 70 : 12;
      for (let times = 1 + below(4); times > 0; times -= 1) changed[from + below(28)] = below(256);
      const file = join(folder, `changed-${index}`);
      await writeFile(file, changed);
      files.push(file);
    }
    const { became, peakMegabytes } = await sanitized(files, 1);
    expect(Object.keys(became)).toHaveLength(files.length);
    expect(Object.values(became).filter((each) => !['kept', ...photoFaults].includes(each))).toEqual([]);
    expect(peakMegabytes).toBeLessThanOrEqual(PEAK_MAX_MEGABYTES);
  });
});

describe('a thread that sanitizes a photo', () => {
  const threadOf = (code: string) => new URL(`data:text/javascript,${encodeURIComponent(code)}`);

  it('is ended when it does not end, and the photo is refused', async () => {
    const { sanitize } = threadedSanitizer(threadOf('for (;;);'), 0.1);
    expect(await sanitize(new Uint8Array())).toEqual({ fault: 'undecodable' });
  });

  it('that breaks is a defect, so that the photo is tried again', async () => {
    const limit = HANG_MS / 1000;
    await expect(
      threadedSanitizer(threadOf('throw new Error("broken")'), limit).sanitize(new Uint8Array()),
    ).rejects.toThrow('broken');
    await expect(
      threadedSanitizer(threadOf('process.exit()'), limit).sanitize(new Uint8Array()),
    ).rejects.toThrow('without a result');
  });
});
