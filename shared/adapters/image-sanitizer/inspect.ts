import { imageSize } from 'image-size';
import type { PhotoFault } from '../../cases/photos/photo.ts';
import { type PictureKind, pictureEnd } from './picture-end.ts';

/** A file that may be opened: what it is, how large, and its bytes without what stood behind the picture. */
export interface Picture {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/** Sensors of telephones end at 50 million pixels where they keep below 8 MB; each costs four bytes when opened. */
const PIXELS_MAX = 64_000_000;
const SIDE_MAX = 20_000;

const isOf: Readonly<Record<PictureKind, (beginning: string) => boolean>> = {
  jpg: (beginning) => beginning.startsWith('\xff\xd8\xff'),
  png: (beginning) => beginning.startsWith('\x89PNG\r\n\x1a\n'),
  webp: (beginning) => /^RIFF.{4}WEBP/s.test(beginning),
};

/**
 * Judges a file by its bytes alone, before anything opens it; what its sender called it counts for nothing. Whatever
 * else it holds does no harm, as only pixels are kept.
 */
export function inspect(bytes: Uint8Array): Picture | PhotoFault {
  const kind = kindOf(bytes);
  if (kind === undefined) return 'not-a-picture';
  const size = sizeOf(bytes);
  if (size !== undefined && isTooLarge(size)) return 'too-many-pixels';
  const end = pictureEnd[kind](bytes);
  if (end === undefined || size === undefined) return 'truncated';
  return { kind, ...size, bytes: bytes.subarray(0, end) };
}

function kindOf(bytes: Uint8Array): PictureKind | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return (['jpg', 'png', 'webp'] as const).find((kind) => isOf[kind](beginning));
}

type Size = Pick<Picture, 'width' | 'height'>;

/** Of a header alone; `undefined` when that is broken. */
function sizeOf(bytes: Uint8Array): Size | undefined {
  try {
    const { width, height } = imageSize(bytes);
    return width > 0 && height > 0 ? { width, height } : undefined;
  } catch {
    return undefined;
  }
}

const isTooLarge = ({ width, height }: Size): boolean =>
  width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX;
