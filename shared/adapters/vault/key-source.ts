import { readFile } from 'node:fs/promises';

/** Provides the master key: from a file on one machine, from KMS on AWS. */
export interface KeySource {
  /**
   * Returns 32 bytes. Callers cache a success and call again after a failure.
   * @param use `isNew` is false where texts were sealed before: then a missing key is an error and no new one is made.
   */
  masterKey(use?: { readonly isNew: boolean }): Promise<Uint8Array>;
}

const KEY_BYTES = 32;

/** Reads the key from a file: 32 raw bytes, or one line of base64. Throws when it holds neither. */
export const fileKey = (path: string): KeySource => ({
  async masterKey() {
    const content = await readFile(path);
    const key = content.length === KEY_BYTES ? content : Buffer.from(content.toString('latin1'), 'base64');
    if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold 32 bytes, raw or as base64`);
    return key;
  },
});
