import type { Outline, Size } from './picture-outline.ts';

const MARKER = 0xff;
const END_OF_IMAGE = 0xd9;
const START_OF_SCAN = 0xda;
/** Baseline, extended and progressive frames with Huffman codes. The decoder knows no others. */
const frameHeaders: readonly number[] = [0xc0, 0xc1, 0xc2];
/** Besides those and scans: tables, restart interval, application data and comments. */
const isSegment = (code: number): boolean =>
  frameHeaders.includes(code) ||
  [START_OF_SCAN, 0xc4, 0xdb, 0xdd, 0xfe].includes(code) ||
  (code >= 0xe0 && code <= 0xef);
const hasNoLength = (code: number): boolean => code === 0x01 || (code >= 0xd0 && code <= 0xd7);

/**
 * Telephones write about a dozen scans. The decoder visits every block of the picture for each scan, however few bytes
 * the scan has.
 */
const SCANS_MAX = 64;

/**
 * Walks from marker to marker, as the decoder does, up to the end of the first image. The decoder reserves memory by the
 * frame header before the first scan, so that is the only one there may be.
 */
export function jpegOutline(bytes: Uint8Array): Outline {
  let size: Size | undefined;
  let scans = 0;
  let at = 2;
  while (bytes[at] === MARKER) {
    while (bytes[at] === MARKER) at += 1;
    const code = bytes[at];
    if (code === undefined) break;
    at += 1;
    if (code === END_OF_IMAGE) {
      return size === undefined || scans === 0 ? 'undecodable' : { size, bytes: bytes.subarray(0, at) };
    }
    if (hasNoLength(code)) continue;
    if (!isSegment(code)) return 'undecodable';
    const next = at + uint16(bytes, at);
    if (next < at + 2 || next > bytes.length) break;
    if (frameHeaders.includes(code)) {
      if (size !== undefined) return 'undecodable';
      size = sizeInFrameHeader(bytes.subarray(at, next));
      if (size === undefined) return 'undecodable';
    } else if (code === START_OF_SCAN) {
      scans += 1;
      if (size === undefined || scans > SCANS_MAX) return 'undecodable';
    }
    at = code === START_OF_SCAN ? endOfScan(bytes, next) : next;
  }
  return size === undefined ? {} : { size };
}

const uint16 = (bytes: Uint8Array, at: number): number => ((bytes[at] ?? 0) << 8) | (bytes[at + 1] ?? 0);

/**
 * The segment holds its length, the sample precision, height, width, the number of components and three bytes for each.
 * Grey and colour pictures with eight bits a sample are taken, as no other becomes RGB in the decoder.
 */
function sizeInFrameHeader(segment: Uint8Array): Size | undefined {
  const [precision, components = 0] = [segment[2], segment[7]];
  if (precision !== 8 || (components !== 1 && components !== 3)) return undefined;
  const [height, width] = [uint16(segment, 3), uint16(segment, 5)];
  const isWhole = segment.length === 8 + 3 * components;
  return isWhole && width > 0 && height > 0 ? { width, height } : undefined;
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
