import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Creates directories that are deleted after the tests of the file. Call it outside of tests. */
export const temporaryDirectories = (): (() => string) => {
  const root = mkdtempSync(join(tmpdir(), 'local-run-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => mkdtempSync(join(root, 'data-'));
};
