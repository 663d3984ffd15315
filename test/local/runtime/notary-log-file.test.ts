import { readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { describe, expect, it } from 'vitest';
import { ensureNotaryLog, notaryLogFileIn } from '../../../infra/local/notary-log-file.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

describe('the log of the notary on one machine', () => {
  it('is made once, for its owner alone, and stays as it is', () => {
    const file = notaryLogFileIn(newDataDir());
    ensureNotaryLog(file, { isEmpty: true });
    expect([statSync(file).mode & 0o777, statSync(dirname(file)).mode & 0o777]).toEqual([0o600, 0o700]);
    writeFileSync(file, 'what was stated\n');
    // Also when a start was interrupted while it filled the table.
    ensureNotaryLog(file, { isEmpty: true });
    ensureNotaryLog(file, { isEmpty: false });
    expect(readFileSync(file, 'utf8')).toBe('what was stated\n');
  });

  it('is not made anew for a table with history', () => {
    const file = notaryLogFileIn(newDataDir());
    ensureNotaryLog(file, { isEmpty: true });
    rmSync(file);
    expect(() => ensureNotaryLog(file, { isEmpty: false })).toThrow(
      `${file} is gone. The history of this data directory cannot be checked without it. Put it back`,
    );
  });
});
