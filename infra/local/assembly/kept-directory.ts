import { readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The file in a kept directory that says what it was made from. */
const KEY_FILE = 'made-from';

/** Whether a directory was made from this. It was made whole then: it gets its name when it is. */
export const isMadeFrom = async (directory: string, key: string): Promise<boolean> =>
  (await readFile(join(directory, KEY_FILE), 'utf8').catch(() => undefined)) === key;

/**
 * Makes a directory unless it was made from the same before.
 * @param key of what it is made from: whatever changes its contents changes the key
 * @param make creates the directory that it is given and fills it
 * @param isUnchanged whether the key is still right; what changed while the directory was made may be in it by halves
 */
export const keepDirectory = async (
  directory: string,
  key: string,
  make: (directory: string) => Promise<unknown>,
  isUnchanged: () => Promise<boolean>,
): Promise<void> => {
  if (await isMadeFrom(directory, key)) return;
  const unfinished = `${directory}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await make(unfinished);
  if (await isUnchanged()) await writeFile(join(unfinished, KEY_FILE), key);
  await rm(directory, { recursive: true, force: true });
  await rename(unfinished, directory);
};
