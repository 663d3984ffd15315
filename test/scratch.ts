import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where files that share their process put what may stay until the last of them is over. */
    readonly scratch: string;
  }
}

/** Tests that share a process have no end of their own at which they could clear up. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const scratch = await mkdtemp(join(tmpdir(), 'huiying-scratch-'));
  provide('scratch', scratch);
  return () => rm(scratch, { recursive: true, force: true });
}
