import type { Outline, Size } from './picture-outline.ts';

const SIGNATURE_BYTES = 8;
/** Length, type and checksum of a chunk. */
const FRAME_BYTES = 12;
const HEADER_BYTES = 13;

/**
 * The chunks of which pixels are made. Others (texts, colour profiles, the further frames of an animation) are kept from
 * the decoder, which would unpack some of them.
 */
const chunksOfPixels: readonly string[] = ['IHDR', 'PLTE', 'tRNS', 'IDAT', 'IEND'];

/** Walks from chunk to chunk. The first one is the only header, and all chunks of pixels together are the picture. */
export function pngOutline(bytes: Uint8Array): Outline {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const parts = [bytes.subarray(0, SIGNATURE_BYTES)];
  let size: Size | undefined;
  for (let at = SIGNATURE_BYTES; at + FRAME_BYTES <= bytes.length; ) {
    const length = view.getUint32(at);
    const type = Buffer.from(bytes.subarray(at + 4, at + 8)).toString('latin1');
    const next = at + FRAME_BYTES + length;
    if ((type === 'IHDR') !== (size === undefined)) return 'undecodable';
    if (next > bytes.length) break;
    if (type === 'IHDR') {
      const [width, height] = [view.getUint32(at + 8), view.getUint32(at + 12)];
      if (length !== HEADER_BYTES || width === 0 || height === 0) return 'undecodable';
      size = { width, height };
    }
    if (chunksOfPixels.includes(type)) parts.push(bytes.subarray(at, next));
    if (type === 'IEND') return { ...(size && { size }), bytes: Buffer.concat(parts) };
    at = next;
  }
  return size === undefined ? {} : { size };
}
