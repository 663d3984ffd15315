import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { type ChannelSecrets, secretPath } from './channel-secrets.ts';

/** Rights of the group and of others. */
const OF_OTHERS = 0o077;

/** Secrets of one machine: a file for each channel, which only its owner may read. */
export const secretFiles = (directory: string): ChannelSecrets => ({
  async of(name) {
    const path = join(directory, secretPath(name));
    try {
      const { mode } = await stat(path);
      if ((mode & OF_OTHERS) !== 0) throw new Error(`${path} can be read by others: chmod 600`);
      return parsedSecret(await readFile(path, 'utf8'));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
      throw error;
    }
  },
});

/** A text that is no JSON is no secret of any kind; the error must not quote it. */
export function parsedSecret(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}
