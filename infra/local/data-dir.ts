import { randomBytes } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { lockDataDir } from './event-log.ts';

/** The files that a run creates in its directory; clearing deletes no others. */
const createdFiles = [
  ...['events.db', 'table.db', 'issuer.sqlite'].flatMap((file) => [file, `${file}-wal`, `${file}-shm`]),
  ...['engine.pid', 'addresses.env', 'keys', 'queues', 'photos', 'logs', 'build'],
];

/**
 * Deletes the files of earlier runs.
 * @throws Error with a sentence when a run is using the directory
 */
export const clearDataDir = (dataDir: string): void => {
  if (!existsSync(dataDir)) return;
  lockDataDir(dataDir).close();
  for (const name of createdFiles) rmSync(join(dataDir, name), { recursive: true, force: true });
};

const keyBytes = 32;

/** Creates the key file of texts and contacts on first use, readable only by its owner. */
export const ensureKeyFile = (dataDir: string): string => {
  const directory = join(dataDir, 'keys');
  const file = join(directory, 'data-key');
  mkdirSync(directory, { recursive: true, mode: 0o700 });
  if (!existsSync(file)) writeFileSync(file, randomBytes(keyBytes), { mode: 0o600, flag: 'wx' });
  return file;
};
