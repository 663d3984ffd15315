import { DatabaseSync } from 'node:sqlite';

/** Keeps the engine quick while stream records pile up. */
export interface StreamUpkeep {
  /** Forgets the records of a shard before a sequence number that everybody has handled. */
  trim(tableName: string, beforeSequence: string): void;
  close(): void;
}

/**
 * For each write the engine looks for the highest sequence number in a table without an index for it, and it never
 * deletes. Both are mended from outside, in its own file. This touches its internals, so a version that has others
 * is left as it is: everything works without, only slower.
 */
export const openStreamUpkeep = (databaseFile: string | undefined): StreamUpkeep => {
  const database = databaseFile === undefined ? undefined : openQuietly(databaseFile);
  return {
    trim: (tableName, beforeSequence) => {
      // The newest record stays, because the next number is counted from it.
      quietly(() =>
        database
          ?.prepare(
            'DELETE FROM _stream_records WHERE table_name = ? AND CAST(sequence_number AS INTEGER) < ?',
          )
          .run(tableName, Number(beforeSequence)),
      );
    },
    close: () => quietly(() => database?.close()),
  };
};

/** How long the engine may be in the middle of a write of its own. */
const lockMillisecondsMax = 30_000;

const openQuietly = (databaseFile: string): DatabaseSync | undefined => {
  let database: DatabaseSync | undefined;
  quietly(() => {
    database = new DatabaseSync(databaseFile, { timeout: lockMillisecondsMax });
    database.exec(
      'CREATE INDEX IF NOT EXISTS local_seq ON _stream_records(table_name, CAST(sequence_number AS INTEGER))',
    );
  });
  return database;
};

const quietly = (work: () => unknown): void => {
  try {
    work();
  } catch {
    // See above: not having it costs time, nothing else.
  }
};
