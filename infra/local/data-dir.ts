import { randomUUID } from 'node:crypto';
import {
  accessSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  lstatSync,
  mkdirSync,
  openSync,
  readdirSync,
  readSync,
  rmSync,
  statfsSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { isNoDatabase, noDatabase } from './database-fault.ts';
import { lockDataDir } from './event-log.ts';

/** The SQLite files that a run creates in its directory; each has a write-ahead log and an index of it. */
const databases = ['events.db', 'table.db', 'issuer.sqlite'];
/** The other files and directories that a run creates in its directory. */
const files = ['engine.pid', 'addresses.env'];
const directories = ['keys', 'notary', 'queues', 'photos', 'logs', 'build', 'replica'];

/** The files that a run creates in its directory; clearing deletes no others. */
const createdFiles = [
  ...databases.flatMap((file) => [file, `${file}-wal`, `${file}-shm`]),
  ...files,
  ...directories,
];

/** A directory that only its owner may open: a run's files hold what residents wrote and how to reach them. */
const DIRECTORY_MODE = 0o700;

/**
 * Makes every file that this process and its children create readable by its owner alone. It holds for the whole
 * process, so only the entry of a command calls it.
 */
export const keepFilesPrivate = (): void => void process.umask(0o077);

/**
 * Creates the data directory, or checks that a run can use an existing one, so that what is wrong is said before
 * anything starts. Takes the permissions of others from the files of earlier runs.
 * @throws Error with a sentence, or the system's error with the path
 */
export const prepareDataDir = (dataDir: string): void => {
  makeDirectory(dataDir);
  const found = createdFiles.filter((name) => existsSync(join(dataDir, name)));
  for (const name of found) makePrivate(join(dataDir, name));
  // A directory with other files in it, such as /tmp, is somebody else's to protect.
  const isOurs = readdirSync(dataDir).every((name) => found.includes(name));
  // So may be a mounted one, whose owner alone can change its mode; the files in it are private all the same.
  if (isOurs && statSync(dataDir).uid === process.getuid?.()) chmodSync(dataDir, DIRECTORY_MODE);

  for (const name of found) {
    const path = join(dataDir, name);
    accessSync(path, constants.R_OK | constants.W_OK);
    const isDirectory = directories.includes(name);
    if (statSync(path).isDirectory() !== isDirectory) {
      throw new Error(
        `${path} is ${isDirectory ? 'no' : 'a'} directory. Move it away, or name another --data-dir.`,
      );
    }
    if (databases.includes(name)) checkDatabase(path);
  }
  checkRoom(dataDir);
};

/** Node's own `recursive` never returns where a directory cannot be made, as below /proc. */
const makeDirectory = (directory: string): void => {
  if (existsSync(directory)) {
    if (statSync(directory).isDirectory()) return;
    throw new Error(`${directory} is a file, and the data needs a directory. Name another --data-dir.`);
  }
  const parent = dirname(directory);
  if (parent !== directory) makeDirectory(parent);
  mkdirSync(directory, { mode: DIRECTORY_MODE });
};

/** Follows no link: its target may belong to something else. */
const makePrivate = (path: string): void => {
  const status = lstatSync(path);
  if (status.isSymbolicLink()) return;
  const ofOwner = status.mode & DIRECTORY_MODE;
  if ((status.mode & 0o777) !== ofOwner) chmodSync(path, ofOwner);
  if (status.isDirectory()) for (const name of readdirSync(path)) makePrivate(join(path, name));
};

const SQLITE_HEADER = 'SQLite format 3\0';

/** SQLite itself notices a wrong file only at the first statement, in whichever part opens it. */
const checkDatabase = (file: string): void => {
  const start = Buffer.alloc(SQLITE_HEADER.length);
  const descriptor = openSync(file, 'r');
  const length = readSync(descriptor, start, 0, start.length, 0);
  closeSync(descriptor);
  if (length > 0 && start.toString('latin1') !== SQLITE_HEADER) throw noDatabase(file);
};

/** Less than the start itself writes: with less, it would fail half way. */
const ROOM_BYTES = 1024 * 1024;
/** What the first start writes: bundles, template and the seeded table. */
const FIRST_ROOM_BYTES = 24 * ROOM_BYTES;

/**
 * @param freeBytes of the disk; what is asked of the system when absent
 * @throws an error of a full disk
 */
export const checkRoom = (dataDir: string, freeBytes = freeBytesOf(dataDir)): void => {
  const isFirst = !existsSync(join(dataDir, 'build'));
  if (isFirst && freeBytes < FIRST_ROOM_BYTES) {
    throw Object.assign(new Error('no room for a first start'), { code: 'ENOSPC', path: dataDir });
  }
  // A quota is no matter of free room, and shows when something is written.
  const probe = join(dataDir, `room-${randomUUID()}`);
  try {
    writeFileSync(probe, Buffer.alloc(ROOM_BYTES));
  } finally {
    rmSync(probe, { force: true });
  }
};

const freeBytesOf = (directory: string): number => {
  const { bavail, bsize } = statfsSync(directory);
  return bavail * bsize;
};

/**
 * Deletes the files of earlier runs.
 * @throws Error with a sentence when a run is using the directory, or none ever did and it has files of the same names
 */
export const clearDataDir = (dataDir: string): void => {
  if (!statSync(dataDir, { throwIfNoEntry: false })?.isDirectory()) return;
  const found = createdFiles.filter((name) => existsSync(join(dataDir, name)));
  if (found.length === 0) return;
  // Many a project has folders such as build, logs and photos; none has these files.
  if (!found.some((name) => databases.includes(name))) {
    throw new Error(
      `${dataDir} is no data directory of an earlier start, and its ${found.join(', ')} would be deleted. ` +
        'Delete what is not needed, or name another --data-dir.',
    );
  }
  try {
    lockDataDir(dataDir).close();
  } catch (error) {
    // No run can be using an event log that is none, and clearing is what repairs it.
    if (!isNoDatabase(error)) throw error;
  }
  // The databases last: where this is interrupted, what is left can still be cleared.
  for (const name of createdFiles.toReversed()) rmSync(join(dataDir, name), { recursive: true, force: true });
};

/** Deletes the table of the embedded DynamoDB. */
export const clearTable = (dataDir: string): void => {
  for (const end of ['', '-wal', '-shm']) rmSync(join(dataDir, `table.db${end}`), { force: true });
};
