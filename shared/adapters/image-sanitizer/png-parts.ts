import type { FileParts } from './jpeg-parts.ts';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum of each chunk. */
const FRAME_BYTES = 12;

/** Walks a PNG from chunk to chunk; `undefined` when it does not come to its end. */
export function pngParts(bytes: Uint8Array): FileParts | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const metadata: Uint8Array[] = [];
  for (let at = SIGNATURE_BYTES; at + FRAME_BYTES <= bytes.length; ) {
    const next = at + FRAME_BYTES + view.getUint32(at);
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (next > bytes.length) return undefined;
    if (type === 'IEND') return { metadata, end: next };
    // A chunk that a picture can do without begins with a small letter.
    if (/^[a-z]/.test(type)) metadata.push(bytes.subarray(at + 8, next - 4));
    at = next;
  }
  return undefined;
}
