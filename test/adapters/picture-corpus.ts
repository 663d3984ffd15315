import { deflateSync } from 'node:zlib';
import type { PhotoFault } from '../../shared/cases/photos/photo.ts';
import { chunk, exif, join, jpeg, webp, withSegment } from '../pictures.ts';
import {
  canvasChunk,
  flatJpeg,
  flatPng,
  flatWebp,
  frameHeader,
  losslessChunk,
  pngHeader,
  riff,
  riffChunk,
} from './flat-pictures.ts';

export interface CorpusPicture {
  readonly name: string;
  readonly make: () => Uint8Array | Promise<Uint8Array>;
  /** `kept`, or why it is refused. */
  readonly becomes: 'kept' | PhotoFault;
}

const kept = (name: string, make: CorpusPicture['make']): CorpusPicture => ({ name, make, becomes: 'kept' });
const refused = (name: string, becomes: PhotoFault, make: CorpusPicture['make']): CorpusPicture => ({
  name,
  make,
  becomes,
});

/** What telephones call 24 megapixels, the most that is taken; one line more is too large. */
const largest = { width: 5712, height: 4284 };
const larger = { width: 5712, height: 4285 };
const small = { width: 64, height: 48 };
const huge = { width: 10_000, height: 10_000 };
const [full, half] = [[1, 1] as const, [2, 2] as const];

/** The largest of each kind that is decoded. */
export const largestPictures: readonly CorpusPicture[] = [
  kept('baseline, colour at full size', () => flatJpeg(largest)),
  kept('baseline, colour at half size', () => flatJpeg({ ...largest, sampling: [half, full, full] })),
  kept('grey', () => flatJpeg({ ...largest, sampling: [full] })),
  kept('a scan for each component', () => flatJpeg({ ...largest, isSplit: true })),
  kept('progressive', () => flatJpeg({ ...largest, frame: 0xc2, moreScans: 9 })),
  kept('progressive, in as many scans as are taken', () =>
    flatJpeg({ ...largest, frame: 0xc2, moreScans: 63 }),
  ),
  kept('progressive, taken with the telephone on its side', () =>
    withSegment(flatJpeg({ ...largest, frame: 0xc2, moreScans: 9 }), 0xe1, exif(6)),
  ),
  kept('PNG', () => flatPng(largest)),
  kept('PNG of one bit a pixel', () => flatPng({ ...largest, depth: 1, colours: 'palette' })),
  kept('PNG of 16 bits', () => flatPng({ ...largest, depth: 16, colours: 'rgba' })),
  kept('PNG of 16 bits, interlaced', () =>
    flatPng({ ...largest, depth: 16, colours: 'rgba', isInterlaced: true }),
  ),
  kept('PNG, transparent', () => flatPng({ ...largest, colours: 'greyAlpha' })),
  kept('WebP without loss', () => flatWebp(largest)),
  kept('WebP with a canvas', () => riff(canvasChunk(largest), losslessChunk(largest))),
  kept('WebP with loss', () => webp(4000, 3000)),
];

/** Too large, by an honest header. */
export const tooLargePictures: readonly CorpusPicture[] = [
  refused('JPEG, one line too many', 'too-many-pixels', () => flatJpeg(larger)),
  refused('JPEG, progressive, 64 megapixels', 'too-many-pixels', () =>
    flatJpeg({ width: 8000, height: 8000, frame: 0xc2, moreScans: 3 }),
  ),
  refused('PNG, one line too many', 'too-many-pixels', () => flatPng(larger)),
  refused('PNG, wide as a wall', 'too-many-pixels', () => flatPng({ width: 20_001, height: 1 })),
  refused('WebP, one line too many', 'too-many-pixels', () => flatWebp(larger)),
  refused('WebP, 268 megapixels in 36 bytes', 'too-many-pixels', () =>
    flatWebp({ width: 16_384, height: 16_384 }),
  ),
];

/**
 * What follows a picture and is found by a search that skips the first segment and then takes any two bytes for a length:
 * a frame of 10 × 10 pixels. The zeros are where wrong lengths lead.
 */
const falseFrame = join([0, 2, 0xff, 0xc0, 0, 17, 8, 0, 10, 0, 10], new Uint8Array(70_000));
/** Moves the frame header to the very front of a file. */
function frameFirst(picture: Uint8Array): Uint8Array {
  const at = Buffer.from(picture).indexOf(Buffer.from([0xff, 0xc0]));
  const header = picture.subarray(at, at + 19);
  return join(picture.subarray(0, 2), header, picture.subarray(2, at), picture.subarray(at + 19));
}

const withTwoFrames = (picture: Uint8Array, frame: number) =>
  join(picture.subarray(0, 2), frameHeader({ ...huge, frame }), picture.subarray(2));

const ANIMATED = 0x02;
const smallPng = () => flatPng(small);

/** Lying about their size. */
export const lyingPictures: readonly CorpusPicture[] = [
  refused('100 megapixels that a search takes for 10 × 10', 'too-many-pixels', () =>
    join(frameFirst(flatJpeg({ ...huge, sampling: [half, full, full] })), falseFrame),
  ),
  refused('a header of 100 megapixels before the one of the picture', 'undecodable', () =>
    withTwoFrames(flatJpeg(small), 0xc0),
  ),
  refused('another kind of header before the one of the picture', 'undecodable', () =>
    withTwoFrames(flatJpeg(small), 0xc2),
  ),
  refused('a header between the scans', 'undecodable', () => {
    const picture = flatJpeg({ ...small, isSplit: true });
    const second = Buffer.from(picture).lastIndexOf(Buffer.from([0xff, 0xda]));
    return join(picture.subarray(0, second), frameHeader(huge), picture.subarray(second));
  }),
  refused('a picture whose header says 100 megapixels', 'too-many-pixels', () =>
    flatJpeg({ ...small, announced: huge }),
  ),
  refused('a scan before the header', 'undecodable', () => {
    const picture = flatJpeg(small);
    const scan = Buffer.from(picture).indexOf(Buffer.from([0xff, 0xda]));
    return join(picture.subarray(0, 2), picture.subarray(scan, -2), picture.subarray(2));
  }),
  refused('a start within the picture', 'undecodable', () => {
    const picture = flatJpeg(small);
    return join(picture.subarray(0, 2), picture);
  }),
  refused('a height that would follow the scan', 'undecodable', () =>
    flatJpeg({ ...small, announced: { width: 64, height: 0 } }),
  ),
  kept('a header of 100 megapixels in a comment', () =>
    withSegment(flatJpeg(small), 0xfe, frameHeader(huge)),
  ),
  kept('a second picture of 100 megapixels behind the first', () => join(flatJpeg(small), flatJpeg(huge))),
  kept('a preview of 100 megapixels', () =>
    withSegment(flatJpeg(small), 0xe2, join('MPF\0', frameHeader(huge))),
  ),
  refused('PNG with a second header', 'undecodable', () => {
    const picture = smallPng();
    return join(picture.subarray(0, 33), pngHeader(huge), picture.subarray(33));
  }),
  refused('PNG whose header comes later', 'undecodable', () => {
    const picture = smallPng();
    return join(picture.subarray(0, 8), chunk('tEXt', join('a\0b')), picture.subarray(8));
  }),
  refused('PNG that says 100 megapixels and holds a few', 'too-many-pixels', () => {
    const picture = smallPng();
    return join(picture.subarray(0, 8), pngHeader(huge), picture.subarray(33));
  }),
  refused('PNG without width', 'undecodable', () => flatPng({ width: 0, height: 48 })),
  refused('WebP whose canvas is smaller than its picture', 'undecodable', () =>
    riff(canvasChunk(small), losslessChunk(huge)),
  ),
  refused('WebP whose canvas is larger than its picture', 'undecodable', () =>
    riff(canvasChunk(huge), losslessChunk(small)),
  ),
  refused('WebP with two pictures', 'undecodable', () => riff(losslessChunk(small), losslessChunk(huge))),
  refused('WebP with two pictures and a canvas', 'undecodable', () =>
    riff(canvasChunk(small), losslessChunk(small), losslessChunk(huge)),
  ),
  refused('WebP with nothing on its canvas', 'undecodable', () => riff(canvasChunk(small))),
  refused('WebP that begins in the middle of a film', 'undecodable', () =>
    riff(riffChunk('VP8 ', Uint8Array.from([1, 0, 0, 0x9d, 1, 0x2a, 64, 0, 48, 0]))),
  ),
];

const packed = (bytes: number): Uint8Array => deflateSync(Buffer.alloc(bytes), { level: 9 });
const animationControl = chunk('acTL', Uint8Array.from([0, 0, 0, 2, 0, 0, 0, 0]));
function frameControl({ width, height }: { readonly width: number; readonly height: number }): Uint8Array {
  const content = Buffer.alloc(26);
  content.writeUInt32BE(width, 4);
  content.writeUInt32BE(height, 8);
  return chunk('fcTL', content);
}

/** Of kinds that are rare, broken, or made to keep a decoder busy. */
export const oddPictures: readonly CorpusPicture[] = [
  refused('CMYK', 'undecodable', () => flatJpeg({ ...largest, sampling: [full, full, full, full] })),
  refused('CMYK, progressive', 'undecodable', () =>
    flatJpeg({ ...largest, sampling: [full, full, full, full], frame: 0xc2, moreScans: 4 }),
  ),
  refused('two components', 'undecodable', () => flatJpeg({ ...small, sampling: [full, full] })),
  refused('twelve bits a sample', 'undecodable', () => flatJpeg({ ...largest, frame: 0xc1, precision: 12 })),
  ...[0xc3, 0xc5, 0xc6, 0xc7, 0xc8, 0xc9, 0xca, 0xcb, 0xcd, 0xce, 0xcf, 0xde].map((frame) =>
    refused(`a frame of kind ${frame.toString(16)}`, 'undecodable', () => flatJpeg({ ...largest, frame })),
  ),
  refused('sampling beyond what a decoder takes', 'undecodable', () =>
    flatJpeg({ ...largest, sampling: [[4, 4], full, full] }),
  ),
  refused('one scan more than is taken', 'undecodable', () =>
    flatJpeg({ ...largest, frame: 0xc2, moreScans: 64 }),
  ),
  refused('JPEG that ends within its scan', 'truncated', () => flatJpeg(largest).subarray(0, 100_000)),
  refused('JPEG that ends within its header', 'truncated', () => flatJpeg(largest).subarray(0, 75)),
  refused('JPEG without a scan', 'undecodable', () => join([0xff, 0xd8], frameHeader(largest), [0xff, 0xd9])),
  refused('PNG that ends within its pixels', 'truncated', () => flatPng(largest).subarray(0, 100_000)),
  refused('PNG without pixels', 'undecodable', () =>
    join('\x89PNG\r\n\x1a\n', pngHeader(largest), chunk('IEND', new Uint8Array())),
  ),
  refused('WebP that ends within its picture', 'truncated', () => flatWebp(largest).subarray(0, 24)),
  refused('WebP, animated', 'undecodable', () =>
    riff(canvasChunk(small, ANIMATED), riffChunk('ANIM', new Uint8Array(6))),
  ),
  refused('WebP, animated without saying so', 'undecodable', () =>
    riff(canvasChunk(small), riffChunk('ANMF', join(new Uint8Array(16), losslessChunk(small)))),
  ),
  kept('PNG, animated', () => flatPng({ ...small, before: [animationControl, frameControl(small)] })),
  kept('PNG, animated, with a frame larger than the picture', () =>
    flatPng({ ...small, before: [animationControl, frameControl(huge)] }),
  ),
  kept('PNG with a colour profile that unpacks to 100 MB', () =>
    flatPng({ ...small, before: [chunk('iCCP', join('x\0\0', packed(100_000_000)))] }),
  ),
  kept('PNG with a text that unpacks to 100 MB', () =>
    flatPng({ ...small, before: [chunk('zTXt', join('x\0\0', packed(100_000_000)))] }),
  ),
  kept('PNG with half a million empty chunks', () => {
    const picture = smallPng();
    const empty = Buffer.concat(Array<Uint8Array>(500_000).fill(chunk('IDAT', new Uint8Array())));
    return join(picture.subarray(0, 33), empty, picture.subarray(33));
  }),
  kept('PNG whose pixels go on for 100 MB', () =>
    join(
      '\x89PNG\r\n\x1a\n',
      pngHeader(small),
      chunk('IDAT', packed(100_000_000)),
      chunk('IEND', new Uint8Array()),
    ),
  ),
  kept('JPEG with sixteen restarts where none belong', async () => {
    const picture = await jpeg(64, 48);
    const restarts = Array.from({ length: 16 }, (_, index) => [0xff, 0xd0 + (index % 8)]).flat();
    return join(picture.subarray(0, -2), restarts, picture.subarray(-2));
  }),
];
