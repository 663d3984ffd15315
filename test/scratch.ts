import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder for files that tests may leave behind; it is deleted after the last test. */
    readonly scratch: string;
  }
}

/** Provides one scratch folder for the run, since tests that share a process have no hook of their own to clean up. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), 'huiying-scratch-'));
  provide('scratch', scratch);
  return () => rm(scratch, { recursive: true, force: true });
}
