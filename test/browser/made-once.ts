import { existsSync } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';

/**
 * Makes a folder unless it exists, and returns its path. It is made under a temporary name and renamed when complete, so
 * that concurrent or killed processes never leave a partial folder.
 */
export async function madeOnce(folder: string, make: (folder: string) => Promise<void>): Promise<string> {
  if (existsSync(folder)) return folder;
  const unfinished = await mkdtemp(`${folder}-`);
  try {
    await make(unfinished);
    await rename(unfinished, folder);
  } catch (error) {
    // rename fails when another process was faster, since it does not replace a non-empty folder.
    if (!existsSync(folder)) throw error;
  } finally {
    await rm(unfinished, { recursive: true, force: true });
  }
  return folder;
}
