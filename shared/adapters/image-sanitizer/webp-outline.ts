import type { Outline, Size } from './picture-outline.ts';

/** `RIFF`, the length of what follows, `WEBP`. */
const HEADER_BYTES = 12;
const IS_ANIMATED = 0x02;

/**
 * Walks from chunk to chunk. A file holds one picture, which begins with its own size; an extended file also announces
 * the size of a canvas, and that must be the same. Animations are no photos: the decoder does not know them.
 */
export function webpOutline(bytes: Uint8Array): Outline {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (bytes.length < HEADER_BYTES) return {};
  const end = 8 + view.getUint32(4, true);
  let canvas: Size | undefined;
  let picture: Size | undefined;
  for (let at = HEADER_BYTES; at + 8 <= Math.min(end, bytes.length); ) {
    const type = Buffer.from(bytes.subarray(at, at + 4)).toString('latin1');
    const length = view.getUint32(at + 4, true);
    const content = bytes.subarray(at + 8, Math.min(at + 8 + length, end));
    const isCut = content.length < length;
    if (type === 'VP8X') {
      if (at !== HEADER_BYTES) return 'undecodable';
      if (content.length < 10) break;
      if (((content[0] ?? 0) & IS_ANIMATED) !== 0) return 'undecodable';
      canvas = { width: 1 + uint24(content, 4), height: 1 + uint24(content, 7) };
    } else if (type === 'VP8 ' || type === 'VP8L') {
      // Without a canvas the picture comes first; two pictures would leave open which one is decoded.
      if (picture !== undefined || (canvas === undefined && at !== HEADER_BYTES)) return 'undecodable';
      if (content.length < 10 && isCut) break;
      picture = type === 'VP8L' ? losslessSize(content) : lossySize(content);
      if (picture === undefined || !isSame(canvas ?? picture, picture)) return 'undecodable';
    } else if (type === 'ANIM' || type === 'ANMF') {
      return 'undecodable';
    }
    at += 8 + length + (length % 2);
  }
  const size = picture ?? canvas;
  if (end > bytes.length) return size === undefined ? {} : { size };
  return picture === undefined ? 'undecodable' : { size: picture, bytes: bytes.subarray(0, end) };
}

const uint24 = (bytes: Uint8Array, at: number): number =>
  (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8) | ((bytes[at + 2] ?? 0) << 16);

const isSame = (one: Size, other: Size): boolean => one.width === other.width && one.height === other.height;

/** A signature, then width and height less one, in 14 bits each. */
function losslessSize(content: Uint8Array): Size | undefined {
  if (content.length < 5 || content[0] !== 0x2f) return undefined;
  const [low, high] = [uint24(content, 1), content[4] ?? 0];
  return { width: 1 + (low & 0x3fff), height: 1 + ((low >> 14) | ((high & 0x0f) << 10)) };
}

/** Three bytes of which the lowest bit says that it is no key frame, a signature, then width and height in 14 bits each. */
function lossySize(content: Uint8Array): Size | undefined {
  const isKeyFrame = ((content[0] ?? 1) & 1) === 0;
  if (content.length < 10 || !isKeyFrame || uint24(content, 3) !== 0x2a019d) return undefined;
  const [width, height] = [uint24(content, 6) & 0x3fff, uint24(content, 8) & 0x3fff];
  return width > 0 && height > 0 ? { width, height } : undefined;
}
