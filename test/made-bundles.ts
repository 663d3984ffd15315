import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { bundle } from '../infra/bundle.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Where the bundles of all functions stand; nobody writes there. */
    readonly bundles: string;
  }
}

/** Runs once before the tests that need bundles, since to make them takes seconds; they are gone after the last. */
export async function setup({ provide }: TestProject): Promise<() => Promise<void>> {
  const outdir = await mkdtemp(join(tmpdir(), 'huiying-bundles-'));
  await bundle({ outdir });
  provide('bundles', outdir);
  return () => rm(outdir, { recursive: true, force: true });
}
