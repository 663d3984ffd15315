import { readFile } from 'node:fs/promises';

/** Where the station's master key comes from: a file on one machine, a key service on AWS. */
export interface KeySource {
  /** 32 bytes. Asked again after a failure, and only once otherwise. */
  masterKey(): Promise<Uint8Array>;
}

const KEY_BYTES = 32;

/** A key in a file: 32 raw bytes, or the same as one line of base64. Throws when it is neither. */
export const fileKey = (path: string): KeySource => ({
  async masterKey() {
    const content = await readFile(path);
    const key = content.length === KEY_BYTES ? content : Buffer.from(content.toString('latin1'), 'base64');
    if (key.length !== KEY_BYTES) throw new Error('the key file does not hold 32 bytes, raw or as base64');
    return key;
  },
});
