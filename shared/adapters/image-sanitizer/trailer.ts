import { jpegParts } from './jpeg-parts.ts';

/**
 * What is left of the bytes behind a picture once everything is taken away that telephones put there by themselves: a
 * film of the moment (MP4), smaller or brighter copies of the picture (JPEG), and nothing at all.
 */
export function unexplained(trailer: Uint8Array): Uint8Array {
  let rest = trailer;
  for (;;) {
    const taken = jpegLength(rest) || filmLength(rest) || padding(rest);
    if (taken === 0) return rest;
    rest = rest.subarray(taken);
  }
}

/** Zeros and white space; but the zeros before a film's name are its length. */
function padding(bytes: Uint8Array): number {
  const end = bytes.findIndex((byte) => byte !== 0 && byte !== 0x20 && byte !== 0x0a && byte !== 0x0d);
  if (end === -1) return bytes.length;
  return [end, end - 1, end - 2, end - 3].find((at) => at >= 0 && boxType(bytes, at) === 'ftyp') ?? end;
}

const jpegLength = (bytes: Uint8Array): number =>
  bytes[0] === 0xff && bytes[1] === 0xd8 && bytes[2] === 0xff ? (jpegParts(bytes)?.end ?? 0) : 0;

const boxType = (bytes: Uint8Array, at: number): string =>
  String.fromCharCode(...bytes.subarray(at + 4, at + 8));

/** A film is a row of boxes, each of which says how long it is. */
function filmLength(bytes: Uint8Array): number {
  if (boxType(bytes, 0) !== 'ftyp') return 0;
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let at = 0;
  while (at + 8 <= bytes.length && /^[a-z0-9]{4}$/.test(boxType(bytes, at))) {
    const length = view.getUint32(at);
    if (length < 8 || at + length > bytes.length) break;
    at += length;
  }
  return at;
}
