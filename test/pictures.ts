import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { crc32, deflateSync } from 'node:zlib';
import encodeWebp, { init as initWebpEncoder } from '@jsquash/webp/encode.js';
import { readCodec } from '../infra/codec-files.ts';
import { type Codecs, codecs, type Pixels } from '../shared/adapters/image-sanitizer/codecs.ts';

/** The codecs for making test pictures, valid ones and attacks. Each picture is generated, never a stored file. */
export const testCodecs: Codecs = codecs(readCodec);

/** A picture with edges and shades whose upper left quarter is red. Equal sizes give equal pictures. */
export function scene(width: number, height: number) {
  const data = new Uint8ClampedArray(width * height * 4);
  for (let at = 0; at < width * height; at += 1) {
    const [x, y] = [at % width, Math.floor(at / width)];
    const isRed = x < width / 2 && y < height / 2;
    const shade = (x * 7 + y * 13 + ((x >> 4) ^ (y >> 4)) * 5) & 0xff;
    data.set(isRed ? [220, shade >> 4, 10, 255] : [shade >> 1, shade, 255 - shade, 255], at * 4);
  }
  return { data, width, height };
}

export const jpeg = (width: number, height: number): Promise<Uint8Array> =>
  testCodecs.write(scene(width, height), 80);

/** Width and height of a JPEG as it is seen; throws when it cannot be opened. */
export async function jpegSize(bytes: Uint8Array): Promise<readonly [width: number, height: number]> {
  const { width, height } = await testCodecs.open({ kind: 'jpg', width: 1, height: 1, bytes });
  return [width, height];
}

export const segment = (marker: number, content: Uint8Array): Uint8Array => {
  const length = content.length + 2;
  return join([0xff, marker, length >> 8, length & 0xff], content);
};

/** Inserts a segment right after the start marker of a JPEG. */
export const withSegment = (picture: Uint8Array, marker: number, content: Uint8Array): Uint8Array =>
  join(picture.subarray(0, 2), segment(marker, content), picture.subarray(2));

export const join = (...parts: readonly (Uint8Array | readonly number[] | string)[]): Uint8Array =>
  new Uint8Array(
    Buffer.concat(
      parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : Buffer.from(part))),
    ),
  );

/** Orientation, maker, and 36°03′N 103°50′E in the four tags that GPS takes. */
export function exif(orientation: number): Uint8Array {
  const tiff = Buffer.alloc(200);
  tiff.write('II*\0', 0, 'latin1');
  tiff.writeUInt32LE(8, 4);
  const entry = (at: number, tag: number, type: number, count: number, value: number) => {
    tiff.writeUInt16LE(tag, at);
    tiff.writeUInt16LE(type, at + 2);
    tiff.writeUInt32LE(count, at + 4);
    tiff.writeUInt32LE(value, at + 8);
  };
  tiff.writeUInt16LE(3, 8);
  entry(10, 0x010f, 2, 8, 100);
  entry(22, 0x0112, 3, 1, orientation);
  entry(34, 0x8825, 4, 1, 50);
  tiff.write('Telefon\0', 100, 'latin1');
  tiff.writeUInt16LE(4, 50);
  entry(52, 1, 2, 2, 'N'.charCodeAt(0));
  entry(64, 2, 5, 3, 110);
  entry(76, 3, 2, 2, 'E'.charCodeAt(0));
  entry(88, 4, 5, 3, 134);
  [36, 1, 3, 1, 0, 1, 103, 1, 50, 1, 0, 1].forEach((number, index) => {
    tiff.writeUInt32LE(number, 110 + index * 4);
  });
  return join('Exif\0\0', tiff);
}

/** A photo as a telephone takes it, with EXIF orientation and GPS position. */
export const photoWithPlace = async (width = 640, height = 480, orientation = 1): Promise<Uint8Array> =>
  withSegment(await jpeg(width, height), 0xe1, exif(orientation));

/** A chunk of a PNG with its length and checksum. */
export const chunk = (type: string, content: Uint8Array): Uint8Array => {
  const named = join(type, content);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(content.length, 0);
  frame.writeUInt32BE(crc32(named), 4);
  return join(frame.subarray(0, 4), named, frame.subarray(4));
};

/** A PNG with `rows` rows of pixels, whatever height its header claims. */
export function png(
  width: number,
  height: number,
  rows = height,
  ...more: readonly Uint8Array[]
): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 2, 0, 0, 0], 8);
  const pixels = Buffer.alloc(rows * (1 + width * 3), 90);
  for (let row = 0; row < rows; row += 1) pixels[row * (1 + width * 3)] = 0;
  return join(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', header),
    ...more,
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', new Uint8Array()),
  );
}

/** A PNG of exactly these pixels, with their transparency. */
export function pngOf({ data, width, height }: Pixels): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6, 0, 0, 0], 8);
  const rows = Array.from({ length: height }, (_, row) =>
    join([0], Uint8Array.from(data.subarray(row * width * 4, (row + 1) * width * 4))),
  );
  return join(
    '\x89PNG\r\n\x1a\n',
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(join(...rows))),
    chunk('IEND', new Uint8Array()),
  );
}

export const pngText = (text: string): Uint8Array => chunk('tEXt', join('Comment\0', text));

export async function webp(width: number, height: number): Promise<Uint8Array> {
  const file = createRequire(import.meta.url).resolve('@jsquash/webp/codec/enc/webp_enc.wasm');
  const module = await WebAssembly.compile(await readFile(file));
  await initWebpEncoder({
    instantiateWasm(imports: object, started: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(module, imports);
      started(instance);
      return instance.exports;
    },
  } as Parameters<typeof initWebpEncoder>[0]);
  return new Uint8Array(await encodeWebp(scene(width, height) as ImageData));
}

/** The header of one stored file and the end record of an archive. */
export const zip = (): Uint8Array =>
  join('PK\x03\x04\x0a\0\0\0\0\0', new Uint8Array(16), [1, 0, 0, 0], 'ax', 'PK\x05\x06', new Uint8Array(18));

/** A picture as the file that a browser test selects in a form. */
export const pictureFile = (bytes: Uint8Array) => ({
  name: 'IMG_0001.JPG',
  mimeType: 'image/jpeg',
  buffer: Buffer.from(bytes),
});
