import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { databaseFault } from './database-fault.ts';

/** The run's own persistent state: accepted events, stream positions, the clock, the outbox. */
export interface EventLog {
  /** Each part creates and reads its own tables in it. */
  readonly database: DatabaseSync;
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  close(): void;
}

/** Increased when a part changes its tables; a local run's data is not migrated. */
const version = 1;

/**
 * Opens the event log of a data directory.
 * @throws Error with a sentence when another run uses the directory, or another version of the run created it
 */
export const openEventLog = (dataDir: string): EventLog => {
  const database = lockDataDir(dataDir);
  checkVersion(database, dataDir);
  database.exec('CREATE TABLE IF NOT EXISTS meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT');
  const select = database.prepare('SELECT value FROM meta WHERE key = ?');
  const upsert = database.prepare('INSERT OR REPLACE INTO meta (key, value) VALUES (?, ?)');

  return {
    database,
    read: (key) => {
      const value = select.get(key)?.value;
      return typeof value === 'string' ? value : undefined;
    },
    write: (key, value) => {
      upsert.run(key, value);
    },
    close: () => database.close(),
  };
};

/**
 * Locks a data directory until the event log is closed. The operating system holds the lock, so it ends with the
 * process.
 * @throws Error with a sentence when another run holds it, or the event log cannot be used
 */
export const lockDataDir = (dataDir: string): DatabaseSync => {
  const file = join(dataDir, 'events.db');
  let database: DatabaseSync | undefined;
  try {
    database = new DatabaseSync(file);
    // After a kill, the system's page cache still holds all writes; only a power failure could lose them.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
    return database;
  } catch (error) {
    database?.close();
    if (!isBusy(error)) throw databaseFault(file, error);
    throw new Error(`${dataDir} is in use by another run. Stop it, or choose another --data-dir.`, {
      cause: error,
    });
  }
};

const sqliteBusy = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy;

const checkVersion = (database: DatabaseSync, dataDir: string): void => {
  const isNew = database.prepare('SELECT COUNT(*) AS tables FROM sqlite_schema').get()?.tables === 0;
  if (isNew) database.exec(`PRAGMA user_version = ${version}`);
  if (database.prepare('PRAGMA user_version').get()?.user_version === version) return;
  database.close();
  throw new Error(`${dataDir} was made by another version of the local run. Start with --fresh.`);
};

export const inTransaction = (database: DatabaseSync, work: () => void): void => {
  database.exec('BEGIN');
  try {
    work();
    database.exec('COMMIT');
  } catch (error) {
    database.exec('ROLLBACK');
    throw error;
  }
};
