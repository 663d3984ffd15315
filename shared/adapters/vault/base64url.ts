export const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');

/**
 * Reads base64url strictly: throws RangeError for a text that other bytes would also be written as, or for anything else
 * that is ignored elsewhere. So a stored text cannot be changed in any character and still open.
 */
export function bytesOf(text: string): Buffer {
  const bytes = Buffer.from(text, 'base64url');
  if (bytes.toString('base64url') !== text) throw new RangeError('not base64url');
  return bytes;
}
