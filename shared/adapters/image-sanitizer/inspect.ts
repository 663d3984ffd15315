import type { PhotoFault } from '../../cases/photos/photo.ts';
import { jpegOutline } from './jpeg-outline.ts';
import { type Outline, type PictureKind, pictureKinds, type Size } from './picture-outline.ts';
import { pngOutline } from './png-outline.ts';
import { webpOutline } from './webp-outline.ts';

/** A file that is safe to decode: its kind, its size in pixels, and the part of it that is the picture. */
export interface Picture extends Size {
  readonly kind: PictureKind;
  readonly bytes: Uint8Array;
}

/**
 * The largest picture is what telephones call 24 megapixels. Each pixel takes four bytes when decoded, up to four times
 * over, and the function must stay below a gigabyte (test/adapters/image-memory.test.ts).
 */
const PIXELS_MAX = 5712 * 4284;
const SIDE_MAX = 20_000;

const hasSignature: Readonly<Record<PictureKind, (beginning: string) => boolean>> = {
  jpg: (beginning) => beginning.startsWith('\xff\xd8\xff'),
  png: (beginning) => beginning.startsWith('\x89PNG\r\n\x1a\n'),
  webp: (beginning) => /^RIFF.{4}WEBP/s.test(beginning),
};

const outlineOf: Readonly<Record<PictureKind, (bytes: Uint8Array) => Outline>> = {
  jpg: jpegOutline,
  png: pngOutline,
  webp: webpOutline,
};

/** Checks a file by its bytes before a codec opens it; the content type given by the sender is ignored. */
export function inspect(file: Uint8Array): Picture | PhotoFault {
  const kind = kindOf(file);
  if (kind === undefined) return 'not-a-picture';
  const outline = outlineOf[kind](file);
  if (outline === 'undecodable') return outline;
  const { size, bytes } = outline;
  if (size !== undefined && isTooLarge(size)) return 'too-many-pixels';
  return size === undefined || bytes === undefined ? 'truncated' : { kind, ...size, bytes };
}

function kindOf(bytes: Uint8Array): PictureKind | undefined {
  const beginning = Buffer.from(bytes.subarray(0, 16)).toString('latin1');
  return pictureKinds.find((kind) => hasSignature[kind](beginning));
}

const isTooLarge = ({ width, height }: Size): boolean =>
  width > SIDE_MAX || height > SIDE_MAX || width * height > PIXELS_MAX;
