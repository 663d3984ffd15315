import { readdir, readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { describe, expect, inject, it } from 'vitest';
import { functionNames } from '../../infra/bundle.ts';
import { scriptFiles } from '../../infra/page-scripts.ts';

const functionsDir = resolve(import.meta.dirname, '../../functions');
const outdir = inject('bundles');

describe('the bundles', () => {
  it('are one for each function file', async () => {
    const files = await readdir(functionsDir);
    const entries = files
      .map((file) => file.replace(/\.ts$/, ''))
      .filter((name) => !name.startsWith('wire-'));
    expect(entries.toSorted()).toEqual([...functionNames].toSorted());
    expect((await readdir(outdir)).toSorted()).toEqual([...functionNames].toSorted());
  });

  it.each(functionNames)('%s holds an index that Lambda can start', async (name) => {
    expect(await readdir(join(outdir, name))).toContain('index.mjs');
  });

  it('of the public function contains the scripts of its pages, in ASCII only', async () => {
    for (const file of Object.keys(scriptFiles)) {
      const text = await readFile(join(outdir, 'public', file), 'utf8');
      expect(text).toMatch(/^[\x20-\x7e\n]{500,}$/);
      expect(text).not.toContain('</script');
    }
  });
});
