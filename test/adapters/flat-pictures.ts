import { deflateSync } from 'node:zlib';
import { chunk, join, segment } from '../pictures.ts';

// Pictures of one colour, written by hand: of any size and of kinds that no encoder here makes, in a few kilobytes.

interface Sized {
  readonly width: number;
  readonly height: number;
}

export interface FlatJpeg extends Sized {
  /** The marker of the frame header; 0xc2 makes a progressive picture. */
  readonly frame?: number;
  readonly precision?: number;
  /** Horizontal and vertical sampling factors of each component. */
  readonly sampling?: readonly (readonly [horizontal: number, vertical: number])[];
  /** A scan for each component instead of one for all. */
  readonly isSplit?: boolean;
  /** Scans after the first one, of a progressive picture. */
  readonly moreScans?: number;
  /** The size in the frame header when it differs from the size of the data. */
  readonly announced?: Sized;
}

const fullSize = [1, 1] as const;
const PROGRESSIVE = 0xc2;
/** Blocks that one code of fifteen bits skips: 2¹⁴ and what fourteen further bits say. */
const RUN_MAX = 32_767;

/** A JPEG whose Huffman tables have one code of one bit: each block is a bit or two of zeros. */
export function flatJpeg(picture: FlatJpeg): Uint8Array {
  const { sampling = [fullSize, fullSize, fullSize], frame = 0xc0, isSplit = false } = picture;
  const isProgressive = frame === PROGRESSIVE;
  const ids = sampling.map((_, index) => index + 1);
  const all = ids.flatMap((id) => [id, 0]);
  const scans: Uint8Array[] = [];
  if (isProgressive) {
    scans.push(scan(all, [0, 0, 0], zeros(blocksOf(picture))));
    for (let more = 0; more < (picture.moreScans ?? 0); more += 1) {
      const component = more % ids.length;
      scans.push(scan([component + 1, 0], [1, 63, 0], skippedBlocks(blocksOf(picture, component))));
    }
  } else if (isSplit) {
    for (const id of ids) scans.push(scan([id, 0], [0, 63, 0], zeros(2 * blocksOf(picture, id - 1))));
  } else {
    scans.push(scan(all, [0, 63, 0], zeros(2 * blocksOf(picture))));
  }
  return join(
    [0xff, 0xd8],
    segment(0xdb, join([0], new Uint8Array(64).fill(1))),
    frameHeader({ ...picture, ...picture.announced }),
    oneCode(0x00, 0),
    oneCode(0x10, isProgressive ? 0xe0 : 0),
    ...scans,
    [0xff, 0xd9],
  );
}

export function frameHeader(picture: FlatJpeg): Uint8Array {
  const { width, height, frame = 0xc0, precision = 8, sampling = [fullSize, fullSize, fullSize] } = picture;
  const components = sampling.flatMap(([across, down], index) => [index + 1, (across << 4) | down, 0]);
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  return segment(frame, Uint8Array.from([precision, ...size, sampling.length, ...components]));
}

const oneCode = (table: number, symbol: number): Uint8Array =>
  segment(0xc4, Uint8Array.from([table, 1, ...Array<number>(15).fill(0), symbol]));

const scan = (components: readonly number[], range: readonly number[], data: Uint8Array): Uint8Array =>
  join(segment(0xda, Uint8Array.from([components.length / 2, ...components, ...range])), data);

const zeros = (bits: number): Uint8Array => new Uint8Array(Math.ceil(bits / 8));

/** The blocks of one component, or of all in whole units of the largest sampling factors. */
function blocksOf({ width, height, sampling = [fullSize, fullSize, fullSize] }: FlatJpeg, of?: number) {
  const across = Math.max(...sampling.map(([factor]) => factor));
  const down = Math.max(...sampling.map(([, factor]) => factor));
  const one = of === undefined ? undefined : sampling[of];
  if (one === undefined) {
    const units = Math.ceil(width / (8 * across)) * Math.ceil(height / (8 * down));
    return units * sampling.reduce((sum, [x, y]) => sum + x * y, 0);
  }
  return Math.ceil((width * one[0]) / across / 8) * Math.ceil((height * one[1]) / down / 8);
}

function skippedBlocks(blocks: number): Uint8Array {
  let bits = `0${'1'.repeat(14)}`.repeat(Math.ceil(blocks / RUN_MAX));
  bits = bits.padEnd(Math.ceil(bits.length / 8) * 8, '1');
  const bytes = bits.match(/.{8}/g)?.map((byte) => Number.parseInt(byte, 2)) ?? [];
  // A byte of ones is followed by zero, or it would begin a marker.
  return Uint8Array.from(bytes.flatMap((byte) => (byte === 0xff ? [0xff, 0] : [byte])));
}

export interface FlatPng extends Sized {
  readonly depth?: 1 | 8 | 16;
  readonly colours?: keyof typeof samplesOf;
  readonly isInterlaced?: boolean;
  readonly before?: readonly Uint8Array[];
}

const samplesOf = { grey: 1, rgb: 3, palette: 1, greyAlpha: 2, rgba: 4 } as const;
const colourTypeOf = { grey: 0, rgb: 2, palette: 3, greyAlpha: 4, rgba: 6 } as const;
/** First column and row of each pass of an interlaced picture, and the steps to the next ones. */
const passes = [
  [0, 0, 8, 8],
  [4, 0, 8, 8],
  [0, 4, 4, 8],
  [2, 0, 4, 4],
  [0, 2, 2, 4],
  [1, 0, 2, 2],
  [0, 1, 1, 2],
] as const;

export function flatPng(picture: FlatPng): Uint8Array {
  const { width, height, depth = 8, colours = 'rgb', isInterlaced = false, before = [] } = picture;
  const rowsOf = (columns: number, rows: number) =>
    columns > 0 ? rows * (1 + Math.ceil((columns * samplesOf[colours] * depth) / 8)) : 0;
  const length = isInterlaced
    ? passes.reduce(
        (sum, [x, y, right, down]) =>
          sum + rowsOf(Math.ceil((width - x) / right), Math.ceil((height - y) / down)),
        0,
      )
    : rowsOf(width, height);
  return join(
    '\x89PNG\r\n\x1a\n',
    pngHeader(picture),
    ...before,
    ...(colours === 'palette' ? [chunk('PLTE', new Uint8Array(3))] : []),
    chunk('IDAT', deflateSync(Buffer.alloc(length), { level: 1 })),
    chunk('IEND', new Uint8Array()),
  );
}

export function pngHeader({ width, height, depth = 8, colours = 'rgb', isInterlaced = false }: FlatPng) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([depth, colourTypeOf[colours], 0, 0, isInterlaced ? 1 : 0], 8);
  return chunk('IHDR', header);
}

/** A lossless WebP of 36 bytes, whatever its size: each of its five codes has one symbol, which takes no bits. */
export const flatWebp = (size: Sized): Uint8Array => riff(losslessChunk(size));

export function losslessChunk({ width, height }: Sized): Uint8Array {
  // Fourteen bits each for width and height, then no transparency, version 0; no transform, cache or groups.
  const header = BigInt(width - 1) | (BigInt(height - 1) << 14n);
  const code = 0b0001n;
  let bits = header;
  for (let index = 0n; index < 5n; index += 1n) bits |= code << (35n + index * 4n);
  const content = Buffer.alloc(16);
  content[0] = 0x2f;
  content.writeBigUInt64LE(bits & 0xffff_ffff_ffff_ffffn, 1);
  return riffChunk('VP8L', content);
}

/** The chunk that announces the size of a canvas, and with `flags` what else a file contains. */
export function canvasChunk({ width, height }: Sized, flags = 0): Uint8Array {
  const content = Buffer.alloc(10);
  content[0] = flags;
  content.writeUIntLE(width - 1, 4, 3);
  content.writeUIntLE(height - 1, 7, 3);
  return riffChunk('VP8X', content);
}

export function riffChunk(type: string, content: Uint8Array): Uint8Array {
  const length = Buffer.alloc(4);
  length.writeUInt32LE(content.length);
  return join(type, length, content);
}

export function riff(...chunks: readonly Uint8Array[]): Uint8Array {
  const content = join('WEBP', ...chunks);
  return riffChunk('RIFF', content);
}
