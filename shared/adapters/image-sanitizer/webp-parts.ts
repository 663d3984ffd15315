import type { FileParts } from './jpeg-parts.ts';

const HEADER_BYTES = 12;
const pixels = /^(VP8[ LX]|ALPH)$/;

/** Walks a WebP from chunk to chunk; `undefined` when there is less of it than it says. */
export function webpParts(bytes: Uint8Array): FileParts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = view.getUint32(4, true) + 8;
  if (end > bytes.length) return undefined;
  const metadata: Uint8Array[] = [];
  for (let at = HEADER_BYTES; at + 8 <= end; ) {
    const length = view.getUint32(at + 4, true);
    const type = String.fromCharCode(...bytes.subarray(at, at + 4));
    if (at + 8 + length > end) return undefined;
    if (!pixels.test(type)) metadata.push(bytes.subarray(at + 8, at + 8 + length));
    // Chunks begin at even places.
    at += 8 + length + (length % 2);
  }
  return { metadata, end };
}
