import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle } from '../infra/bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder with the bundles of all functions. Tests only read it. */
    readonly bundles: string;
  }
}

/** Bundles all functions once for the whole run, since that takes seconds, and deletes them after the last test. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const outdir = await mkdtemp(join(tmpdir(), 'huiying-bundles-'));
  await bundle({ outdir });
  provide('bundles', outdir);
  return () => rm(outdir, { recursive: true, force: true });
}
