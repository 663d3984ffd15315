import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll } from 'vitest';

/** Makes directories that are gone when the tests of the file are over. To be called outside of any test. */
export const temporaryDirectories = (): (() => string) => {
  const root = mkdtempSync(join(tmpdir(), 'local-run-'));
  afterAll(() => rmSync(root, { recursive: true, force: true }));
  return () => mkdtempSync(join(root, 'data-'));
};
