/** What the user can do about an error of SQLite, by its primary code (https://sqlite.org/rescode.html). */
const sentences: Readonly<Record<number, (file: string) => string>> = {
  8: (file) => `${file} may only be read by this user. Change its owner or its permissions.`,
  10: (file) => `${file} cannot be read or written: the disk reports an error.`,
  13: (file) => `There is no room on the disk of ${file}. Free some, or name another disk.`,
  14: (file) => `${file} may not be opened by this user. Change its owner or its permissions.`,
};

const NOT_A_DATABASE = 26;
const MALFORMED = 11;

export const noDatabase = (file: string, cause?: unknown): Error =>
  new NoDatabase(
    `${file} is not a database, or a broken one. Put a copy back, or start with --fresh, which deletes all data.`,
    {
      cause,
    },
  );

class NoDatabase extends Error {}

export const isNoDatabase = (error: unknown): boolean => error instanceof NoDatabase;

/** Names the file and the cure, where an error of SQLite says neither. Any other error stays as it is. */
export function databaseFault(file: string, error: unknown): unknown {
  if (!(error instanceof Error && 'errcode' in error && typeof error.errcode === 'number')) return error;
  // The lower byte of an extended code is the primary one.
  const code = error.errcode & 0xff;
  if (code === NOT_A_DATABASE || code === MALFORMED) return noDatabase(file, error);
  const sentence = sentences[code]?.(file);
  return sentence === undefined ? error : new Error(sentence, { cause: error });
}
