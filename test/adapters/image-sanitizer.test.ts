import { describe, expect, test } from 'vitest';
import { imageSanitizer } from '../../shared/adapters/image-sanitizer/image-sanitizer.ts';
import {
  join,
  jpeg,
  jpegSize,
  photoWithPlace,
  png,
  pngOf,
  pngText,
  scene,
  testCodecs,
  webp,
  withSegment,
  zip,
} from '../pictures.ts';

const room = imageSanitizer(testCodecs);
const smaller = await jpeg(32, 32);

const sanitized = async (file: Uint8Array): Promise<Uint8Array> => {
  const { jpeg: picture, fault } = await room.sanitize(file);
  expect(fault).toBeUndefined();
  return picture ?? new Uint8Array();
};
const faultOf = async (file: Uint8Array) => (await room.sanitize(file)).fault;

const text = (bytes: Uint8Array): string => Buffer.from(bytes).toString('latin1');

/** The red, green and blue values at the centre of the upper left quarter. */
async function corner(bytes: Uint8Array): Promise<readonly number[]> {
  const { data, width, height } = await testCodecs.open({ kind: 'jpg', width: 1, height: 1, bytes });
  const at = (Math.floor(height / 4) * width + Math.floor(width / 4)) * 4;
  return [...data.subarray(at, at + 3)];
}

describe('a photo that is kept', () => {
  test('of 4000 × 3000 with GPS data becomes 1600 wide, 400 KB at most, and has no metadata', async () => {
    const sent = await photoWithPlace(4000, 3000);
    expect(text(sent)).toMatch(/Exif.*Telefon/s);
    const kept = await sanitized(sent);
    expect(await jpegSize(kept)).toEqual([1600, 1200]);
    expect(kept.length).toBeLessThanOrEqual(400 * 1024);
    expect(text(kept)).not.toMatch(/Exif|Telefon|http|xmp/i);
  });

  test('that was taken with the telephone on its side is turned upright', async () => {
    const upright = await sanitized(await photoWithPlace(640, 480, 1));
    const turned = await sanitized(await photoWithPlace(640, 480, 6));
    expect(await jpegSize(upright)).toEqual([640, 480]);
    expect(await jpegSize(turned)).toEqual([480, 640]);
    // The red quarter moves from the upper left to the upper right.
    expect((await corner(upright))[0]).toBeGreaterThan(180);
    expect((await corner(turned))[0]).toBeLessThan(180);
  });

  test.each([
    ['PNG', async () => png(300, 200)],
    ['WebP', () => webp(300, 200)],
  ])('as %s becomes a JPEG', async (_, make) => {
    expect(await jpegSize(await sanitized(await make()))).toEqual([300, 200]);
  });

  test('with transparent parts shows white there, and nothing of what was erased', async () => {
    const pixels = scene(64, 64);
    // The upper left quarter, which is red, is erased as picture editors do it: its colour stays below.
    for (let at = 0; at < 64 * 32; at += 1) if (at % 64 < 32) pixels.data[at * 4 + 3] = 0;
    const kept = await sanitized(pngOf(pixels));
    for (const part of await corner(kept)) expect(part).toBeGreaterThan(240);
  });

  test('of a tall column keeps a line of it', async () => {
    expect(await jpegSize(await sanitized(png(1, 8000)))).toEqual([1, 1600]);
  });

  test.each([
    ['an archive', zip()],
    ['a page', join('<!DOCTYPE html><script>x()</script>')],
    ['a document', join('\n%PDF-1.7\n1 0 obj')],
    ['the film of a moment', join('\0\0\0\x14ftypmp42\0\0\0\0mp42', zip())],
    ['a brighter copy of itself', smaller],
  ])('brings %s along, behind it or in its comment, of which nothing is kept', async (_, other) => {
    const picture = await jpeg(64, 64);
    const files: readonly (readonly [plain: Uint8Array, ...rest: Uint8Array[]])[] = [
      [picture, join(picture, other), withSegment(picture, 0xfe, other)],
      [png(64, 64), join(png(64, 64), other), png(64, 64, 64, pngText(text(other)))],
      [await webp(64, 64), join(await webp(64, 64), other)],
    ];
    for (const [plain, ...rest] of files) {
      const kept = await sanitized(plain);
      expect(text(kept)).not.toMatch(/PK|script|PDF|ftyp/);
      for (const file of rest) expect(await sanitized(file)).toEqual(kept);
    }
  });
});

describe('what is refused', () => {
  test.each([
    ['SVG', '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'],
    ['text', 'this is no picture'],
    ['a PDF that a picture follows', '%PDF-1.7\xff\xd8\xff\xe0'],
    ['GIF', 'GIF89a\x01\0\x01\0\0\0\0;'],
    ['nothing', ''],
  ])('%s, whatever its name says', async (_, content) => {
    expect(await faultOf(join(content))).toBe('not-a-picture');
  });

  test.each([
    ['JPEG', () => jpeg(640, 480)],
    ['PNG', async () => png(300, 200)],
    ['WebP', () => webp(300, 200)],
  ])('a %s that is cut off, wherever that is', async (_, make) => {
    const whole = await make();
    for (const length of [20, 40, Math.floor(whole.length / 2), whole.length - 3]) {
      expect(await faultOf(whole.subarray(0, length)), `at ${length}`).toBe('truncated');
    }
  });

  test('a PNG that says it has 50,000 × 50,000 pixels, before anything opens it', async () => {
    const unopened = imageSanitizer({
      ...testCodecs,
      open: () => {
        throw new Error('it was opened');
      },
    });
    expect(await unopened.sanitize(png(50_000, 50_000, 1))).toEqual({ fault: 'too-many-pixels' });
    expect(await unopened.sanitize(png(30_000, 10, 1))).toEqual({ fault: 'too-many-pixels' });
    expect(await unopened.sanitize(png(5712, 4285, 1))).toEqual({ fault: 'too-many-pixels' });
  });

  test('a picture that keeps a decoder busy with hundreds of scans', async () => {
    const picture = await jpeg(64, 64);
    const scan = [0xff, 0xda, 0, 8, 1, 1, 0, 0, 63, 0, 1];
    const busy = join(picture.subarray(0, -2), ...Array.from({ length: 200 }, () => scan), [0xff, 0xd9]);
    expect(await faultOf(busy)).toBe('undecodable');
  });

  test('a file that has the frame of a picture and nothing in it; and the next one is opened as ever', async () => {
    const broken = join(await jpeg(64, 64));
    const scan = text(broken).indexOf('\xff\xc4');
    broken.fill(7, scan + 5, scan + 25);
    expect(await faultOf(broken)).toBe('undecodable');
    expect(await jpegSize(await sanitized(await jpeg(64, 48)))).toEqual([64, 48]);
  });
});
