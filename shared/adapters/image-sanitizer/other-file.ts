/**
 * How the files begin that a picture has no use for: a ZIP's entry and its end, RAR, 7z. Each is long enough that
 * pixels and films do not contain it by chance.
 */
const archives = [
  'PK\x03\x04\x0a\0',
  'PK\x03\x04\x14\0',
  'PK\x05\x06\0\0\0\0',
  'Rar!\x1a\x07',
  '7z\xbc\xaf\x27\x1c',
];

const documents = /%PDF-|<(!doctype|html|script|svg|iframe|\?php)/i;

/** Whether another file, or a page that would run, stands somewhere in these bytes. */
export function holdsOtherFile(bytes: Uint8Array): boolean {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
  return archives.some((beginning) => text.includes(beginning)) || documents.test(text);
}
