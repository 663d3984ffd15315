import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';

/** What the run itself must not forget: accepted events, stream positions, the clock, the outbox. */
export interface Journal {
  /** Each part makes and reads its own tables here. */
  readonly database: DatabaseSync;
  read(key: string): string | undefined;
  write(key: string, value: string): void;
  close(): void;
}

/**
 * Opens the journal of a data directory, and with it the right to use the directory: a second run is refused. The
 * lock is the operating system's, so it ends with the process, however that ends.
 * @throws Error with a sentence when another run holds the directory
 */
export const openJournal = (dataDir: string): Journal => {
  mkdirSync(dataDir, { recursive: true });
  const database = new DatabaseSync(join(dataDir, 'journal.db'));
  takeLock(database, dataDir);
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

const takeLock = (database: DatabaseSync, dataDir: string): void => {
  try {
    // What a killed process had written survives in the system's cache; only a power cut could take it.
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL');
    database.exec('BEGIN EXCLUSIVE; COMMIT');
  } catch (error) {
    database.close();
    throw new Error(`${dataDir} is in use by another run. Stop it, or choose another --data-dir.`, {
      cause: error,
    });
  }
};

/** Writes all or nothing. */
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
