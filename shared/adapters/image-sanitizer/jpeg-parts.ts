/** What a picture's file consists of besides its pixels. */
export interface FileParts {
  /** What describes the picture: EXIF, comments, profiles. */
  readonly metadata: readonly Uint8Array[];
  /** Where the picture ends; whatever stands behind it is no part of it. */
  readonly end: number;
}

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** Telephones write a dozen; hundreds over many pixels only keep a decoder busy. */
const SCANS_MAX = 64;

const isAlone = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd7);
const describes = (code: number): boolean => (code >= 0xe0 && code <= 0xef) || code === 0xfe;

/** Walks a JPEG from marker to marker; `undefined` when it does not come to its end. */
export function jpegParts(bytes: Uint8Array): FileParts | undefined {
  const metadata: Uint8Array[] = [];
  let scans = 0;
  let at = 2;
  while (bytes[at] === MARKER) {
    while (bytes[at] === MARKER) at += 1;
    const code = bytes[at] ?? 0;
    at += 1;
    if (code === END_OF_IMAGE) return { metadata, end: at };
    if (isAlone(code)) continue;
    const next = at + (((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0));
    if (next < at + 2 || next > bytes.length) return undefined;
    if (describes(code)) metadata.push(bytes.subarray(at + 2, next));
    at = code === START_OF_SCAN ? endOfScan(bytes, next) : next;
    if (code === START_OF_SCAN && ++scans > SCANS_MAX) return undefined;
  }
  return undefined;
}

/** Within pixels a marker's byte is followed by a zero, or is a restart. */
function endOfScan(bytes: Uint8Array, from: number): number {
  let at = bytes.indexOf(MARKER, from);
  while (at >= 0) {
    const code = bytes[at + 1] ?? 0;
    if (code !== 0 && !isAlone(code) && code !== MARKER) return at;
    at = bytes.indexOf(MARKER, at + 1);
  }
  return bytes.length;
}
