export type PictureKind = 'jpg' | 'png' | 'webp';

/** The offset at which a picture ends by its own structure; `undefined` when the file is truncated. */
export const pictureEnd: Readonly<Record<PictureKind, (bytes: Uint8Array) => number | undefined>> = {
  jpg: jpegEnd,
  png: pngEnd,
  webp: webpEnd,
};

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** Phones write about a dozen scans; hundreds of scans over many pixels would only keep the decoder busy. */
const SCANS_MAX = 64;

const hasNoLength = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd7);

/** Walks from marker to marker. */
function jpegEnd(bytes: Uint8Array): number | undefined {
  let scans = 0;
  let at = 2;
  while (bytes[at] === MARKER) {
    while (bytes[at] === MARKER) at += 1;
    const code = bytes[at] ?? 0;
    at += 1;
    if (code === END_OF_IMAGE) return at;
    if (hasNoLength(code)) continue;
    const next = at + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (next < at + 2 || next > bytes.length) return undefined;
    at = code === START_OF_SCAN ? endOfScan(bytes, next) : next;
    if (code === START_OF_SCAN && ++scans > SCANS_MAX) return undefined;
  }
  return undefined;
}

/** Skips entropy-coded data: there 0xff is followed by zero or is a restart marker. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(MARKER, from);
  while (at >= 0) {
    const code = bytes[at + 1] ?? 0;
    if (code !== 0 && !hasNoLength(code) && code !== MARKER) return at;
    at = bytes.indexOf(MARKER, at + 1);
  }
  return bytes.length;
}

const viewOf = ({ buffer, byteOffset, byteLength }: Uint8Array) =>
  new DataView(buffer, byteOffset, byteLength);

/** Walks from chunk to chunk (length, type, data, checksum) after the signature of eight bytes. */
function pngEnd(bytes: Uint8Array): number | undefined {
  const view = viewOf(bytes);
  for (let at = 8; at + 12 <= bytes.length; ) {
    const next = at + 12 + view.getUint32(at);
    const isLast = String.fromCharCode(...bytes.subarray(at + 4, at + 8)) === 'IEND';
    if (isLast && next <= bytes.length) return next;
    at = next;
  }
  return undefined;
}

/** Reads the length from the RIFF header. */
function webpEnd(bytes: Uint8Array): number | undefined {
  const end = viewOf(bytes).getUint32(4, true) + 8;
  return end <= bytes.length ? end : undefined;
}
