import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { bundle, functionNames } from '../../infra/bundle.ts';
import { staticBytes } from './bundle-size.ts';

const KILOBYTES_MAX = 650;

let outdir: string;
beforeAll(async () => {
  outdir = await mkdtemp(join(tmpdir(), 'huiying-bundles-'));
  await bundle({ outdir });
});
afterAll(() => rm(outdir, { recursive: true, force: true }));

it.each(functionNames)('%s parses at most 650 KB before it can be called', (name) => {
  const bytes = staticBytes(join(outdir, name, 'index.mjs'));
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes / 1024).toBeLessThanOrEqual(KILOBYTES_MAX);
});
