import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { CheckpointStore } from '../../engine/notary/notary-log.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';

/** Checkpoints as files of a directory, for one machine. */
export const fileCheckpoints = (directory: string): CheckpointStore => ({
  async readPart(name) {
    try {
      return await readFile(join(directory, fileName(name)), 'utf8');
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return undefined;
      throw new Unavailable(`a checkpoint cannot be read: ${codeOf(error)}`, { cause: error });
    }
  },
  async writePart(name, text) {
    const path = join(directory, fileName(name));
    try {
      await mkdir(directory, { recursive: true, mode: 0o700 });
      // Replaced in one step: a part that is there in half would be one that nobody wrote.
      await writeFile(`${path}.new`, text, { mode: 0o600 });
      await rename(`${path}.new`, path);
    } catch (error) {
      throw new Unavailable(`a checkpoint cannot be written: ${codeOf(error)}`, { cause: error });
    }
  },
});

const NAME = /^[a-z0-9-]{1,100}$/;

function fileName(name: string): string {
  if (!NAME.test(name)) throw new RangeError('no name of a checkpoint');
  return name;
}

const codeOf = (error: unknown): string => (error as NodeJS.ErrnoException).code ?? 'no answer';
