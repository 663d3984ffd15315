import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { staticBytes } from './bundle-size.ts';

const KILOBYTES_MAX = 650;

it.each(functionNames)('%s parses at most 650 KB before it can be called', (name) => {
  const bytes = staticBytes(join(inject('bundles'), name, 'index.mjs'));
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes / 1024).toBeLessThanOrEqual(KILOBYTES_MAX);
});
