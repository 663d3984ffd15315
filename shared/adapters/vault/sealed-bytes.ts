import type { Compact } from './jwe-form.ts';

/** The first bytes of a sealed object; the digit names its form. */
const MARK = Buffer.from('HYS1');
const LENGTH_BYTES = 2;

/**
 * The stored form of sealed bytes: a mark, the length of the header, the header (nonce and wrapped keys, as JSON), and
 * the ciphertext as it is.
 */
export function packed({ nonce, keys, sealed }: Compact): Buffer {
  const header = headerOf({ nonce, keys });
  const length = Buffer.alloc(LENGTH_BYTES);
  length.writeUInt16BE(header.length);
  return Buffer.concat([MARK, length, header, sealed]);
}

const headerOf = ({ nonce, keys }: Pick<Compact, 'nonce' | 'keys'>): Buffer =>
  Buffer.from(JSON.stringify({ nonce, keys }));

/** Throws RangeError for bytes that were not sealed here. */
export function unpacked(bytes: Uint8Array): Compact {
  const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const start = MARK.length + LENGTH_BYTES;
  if (all.length < start || !all.subarray(0, MARK.length).equals(MARK)) {
    throw new RangeError('bytes that were not sealed here');
  }
  const end = start + all.readUInt16BE(MARK.length);
  const written = all.subarray(start, end);
  const header: unknown = parsed(written.toString('utf8'));
  // Exactly as it was written, so that no byte can be changed unseen.
  if (!isHeader(header) || !headerOf(header).equals(written))
    throw new RangeError('sealed bytes whose header does not read');
  return { ...header, sealed: all.subarray(end) };
}

const isHeader = (header: unknown): header is Pick<Compact, 'nonce' | 'keys'> =>
  typeof header === 'object' &&
  header !== null &&
  'nonce' in header &&
  typeof header.nonce === 'string' &&
  'keys' in header &&
  typeof header.keys === 'object' &&
  header.keys !== null &&
  Object.values(header.keys).every((key) => typeof key === 'string');

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
