import { imageSize } from 'image-size';
import type { PhotoFault } from '../../cases/photos/photo.ts';
import { type PictureKind, pictureEnd } from './picture-end.ts';

/** A file that is safe to decode: its kind, its size in pixels, and its bytes up to the end of the picture. */
export interface Picture {
  readonly kind: PictureKind;
  readonly width: number;
  readonly height: number;
  readonly bytes: Uint8Array;
}

/**
 * Phone cameras reach 50 million pixels within the 8 MB limit of an upload; each pixel takes four bytes when decoded.
 */
const PIXELS_MAX = 64_000_000;
const SIDE_MAX = 20_000;

const hasSignature: Readonly<Record<PictureKind, (beginning: string) => boolean>> = {
  jpg: (beginning) => beginning.startsWith('\xff\xd8\xff'),
  png: (beginning) => beginning.startsWith('\x89PNG\r\n\x1a\n'),
  webp: (beginning) => /^RIFF.{4}WEBP/s.test(beginning),
};

/** Checks a file by its bytes before a codec opens it; the content type given by the sender is ignored. */
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
  return (['jpg', 'png', 'webp'] as const).find((kind) => hasSignature[kind](beginning));
}

type Size = Pick<Picture, 'width' | 'height'>;

/** Reads the size from the header; `undefined` when the header is broken. */
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
