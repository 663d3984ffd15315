import { join } from 'node:path';
import { expect, inject, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { staticBytes } from './bundle-size.ts';

const KILOBYTES_MAX = 650;
/** It checks tokens and has nothing to do with the rest. */
const budgets = new Map<string, number>([['authorize', 60]]);
const bounded = functionNames.map((name) => [name, budgets.get(name) ?? KILOBYTES_MAX] as const);

it.each(bounded)('%s parses at most %i KB before it can be called', (name, kilobytesMax) => {
  const bytes = staticBytes(join(inject('bundles'), name, 'index.mjs'));
  expect(bytes).toBeGreaterThan(10_000);
  expect(bytes / 1024).toBeLessThanOrEqual(kilobytesMax);
});
