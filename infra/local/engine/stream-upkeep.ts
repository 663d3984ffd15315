import { DatabaseSync } from 'node:sqlite';

/** Keeps the engine fast while stream records accumulate. */
export interface StreamUpkeep {
  /** Deletes the stream records before a sequence number that every consumer has handled. */
  trim(tableName: string, beforeSequence: string): void;
  close(): void;
}

/**
 * On each write the engine searches the highest sequence number without an index, and it never deletes stream records.
 * This module adds the index and deletes records directly in the engine's SQLite file. These are internals: with an
 * engine version that has others, every statement fails silently and the run is only slower.
 */
export const openStreamUpkeep = (databaseFile: string | undefined): StreamUpkeep => {
  const database = databaseFile === undefined ? undefined : openIgnoringErrors(databaseFile);
  return {
    trim: (tableName, beforeSequence) => {
      // Keeps the newest record, since the engine derives the next number from it.
      ignoringErrors(() =>
        database
          ?.prepare(
            'DELETE FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) < ?',
          )
          .run(tableName, Number(beforeSequence)),
      );
    },
    close: () => ignoringErrors(() => database?.close()),
  };
};

/** How long a write of the engine itself may hold the lock. */
const lockMillisecondsMax = 30_000;

const openIgnoringErrors = (databaseFile: string): DatabaseSync | undefined => {
  let database: DatabaseSync | undefined;
  ignoringErrors(() => {
    database = new DatabaseSync(databaseFile, { timeout: lockMillisecondsMax });
    database.exec(
      'CREATE INDEX IF NOT EXISTS local_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    );
  });
  return database;
};

const ignoringErrors = (work: () => unknown): void => {
  try {
    work();
  } catch {
    // See above: without it the run is only slower.
  }
};
