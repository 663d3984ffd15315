import { execFile } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, inject, it } from 'vitest';

const root = join(import.meta.dirname, '..', '..', '..');

it('the day that the README quotes is the day that the stack plays', async () => {
  const quoted = /```text\n(.*?)\n```/s.exec(readFileSync(join(root, 'README.md'), 'utf8'))?.[1];
  const demo = join(root, 'infra', 'local', 'demo', 'demo.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [demo, '--bundles', inject('bundles')]);
  expect(stdout.trimEnd()).toBe(quoted);
});
