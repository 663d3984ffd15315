import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

/** The notary's write-once log. Only the notary and the prover are told of it. */
export const notaryLogFileIn = (dataDir: string): string => join(dataDir, 'notary', 'log');

/**
 * Makes the log for an empty table. For any other table it must be there: a new log would vouch for whatever the table
 * says by now.
 * @throws Error with a sentence that names the file and what to do
 */
export const ensureNotaryLog = (file: string, { isEmpty }: { readonly isEmpty: boolean }): void => {
  if (existsSync(file)) return;
  if (!isEmpty) {
    throw new Error(
      `${file} is gone. The history of this data directory cannot be checked without it. Put it back from a copy, or start with --fresh, which deletes all data.`,
    );
  }
  mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
  writeFileSync(file, '', { mode: 0o600, flag: 'wx' });
  keep(dirname(file));
};

/** The name of a new file is on the disk only once its directory is. */
const keep = (directory: string): void => {
  const descriptor = openSync(directory, 'r');
  fsyncSync(descriptor);
  closeSync(descriptor);
};
