import { mkdirSync, readdirSync, readFileSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { describe, expect, it } from 'vitest';
import { functionNames } from '../../../infra/bundle.ts';
import { keyOf } from '../../../infra/local/assembly/assembly-files.ts';
import { isMadeFrom, keepDirectory } from '../../../infra/local/assembly/kept-directory.ts';
import { hashOfSources, isInAssembly, sourcesOfAssembly } from '../../../infra/local/assembly/source-hash.ts';
import { assembleWithBundles } from '../../../infra/local/assembly.ts';
import { localSettings } from './local-settings.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDirectory = temporaryDirectories();

/** Makes a directory with one file, and counts how often. */
const makerOf = (content: string) => {
  const maker = {
    made: 0,
    make: async (directory: string) => {
      maker.made += 1;
      mkdirSync(directory);
      writeFileSync(join(directory, 'content'), content);
    },
  };
  return maker;
};

const unchanged = async (): Promise<boolean> => true;

const contentOf = (directory: string): string => readFileSync(join(directory, 'content'), 'utf8');

describe('a kept directory', () => {
  it('is made once from the same, and anew from something else', async () => {
    const directory = join(newDirectory(), 'kept');
    const [one, other] = [makerOf('one'), makerOf('other')];
    await keepDirectory(directory, 'key 1', one.make, unchanged);
    await keepDirectory(directory, 'key 1', one.make, unchanged);
    expect(one.made).toBe(1);
    expect(await isMadeFrom(directory, 'key 1')).toBe(true);
    await keepDirectory(directory, 'key 2', other.make, unchanged);
    expect(contentOf(directory)).toBe('other');
    expect(await isMadeFrom(directory, 'key 1')).toBe(false);
  });

  it('is not used while it is unfinished', async () => {
    const directory = join(newDirectory(), 'kept');
    const failing = async (unfinished: string) => {
      await makerOf('half').make(unfinished);
      throw new Error('interrupted');
    };
    await expect(keepDirectory(directory, 'key', failing, unchanged)).rejects.toThrow('interrupted');
    expect(await isMadeFrom(directory, 'key')).toBe(false);
    await keepDirectory(directory, 'key', makerOf('whole').make, unchanged);
    expect(contentOf(directory)).toBe('whole');
    expect(readdirSync(dirname(directory))).toEqual(['kept']);
  });

  it('is used once and not kept when what it is made from changed meanwhile', async () => {
    const directory = join(newDirectory(), 'kept');
    await keepDirectory(directory, 'key', makerOf('half').make, async () => false);
    expect(contentOf(directory)).toBe('half');
    await keepDirectory(directory, 'key', makerOf('whole').make, unchanged);
    expect(contentOf(directory)).toBe('whole');
  });

  it('of an earlier release, without what it was made from, is replaced', async () => {
    const directory = join(newDirectory(), 'kept');
    await makerOf('old').make(directory);
    await keepDirectory(directory, 'key', makerOf('new').make, unchanged);
    expect(contentOf(directory)).toBe('new');
  });
});

describe('the hash of the sources', () => {
  it('changes with names and contents, and not with times', async () => {
    const folder = newDirectory();
    const file = join(folder, 'bundle.mjs');
    writeFileSync(file, 'one');
    const first = await hashOfSources([folder]);
    utimesSync(file, new Date('2026-01-01T00:00:00Z'), new Date('2026-01-01T00:00:00Z'));
    expect(await hashOfSources([folder])).toBe(first);
    writeFileSync(file, 'two');
    const second = await hashOfSources([folder]);
    expect(second).not.toBe(first);
    writeFileSync(join(folder, 'chunk.mjs'), '');
    expect(await hashOfSources([folder])).not.toBe(second);
  });

  it('holds every module of the project from which bundles and template are made', () => {
    const entries = [
      'infra/local/assembly/assemble.ts',
      ...functionNames.map((name) => `functions/${name}.ts`),
    ];
    const unhashed = [...modulesFrom(entries)].filter(
      (file) => !sourcesOfAssembly.some((source) => file.startsWith(`${source}/`)) || !isInAssembly(file),
    );
    expect(unhashed.toSorted()).toEqual(keepers);
  });
});

/** How the directories are kept changes nothing in them. */
const keepers = [
  'assembly/assembly-files',
  'assembly/kept-directory',
  'assembly/source-hash',
  'compile-cache',
].map((name) => `infra/local/${name}.ts`);

/** The modules of the project that these import, with themselves. */
const modulesFrom = (entries: readonly string[], seen = new Set<string>()): ReadonlySet<string> => {
  for (const file of entries) {
    if (seen.has(file)) continue;
    seen.add(file);
    const imported = readFileSync(file, 'utf8').matchAll(
      /(?:\bfrom |\bimport \(?|\bimport\()'(\.[^']+\.tsx?)'/g,
    );
    modulesFrom(
      [...imported].map(([, specifier = '']) => normalize(join(dirname(file), specifier))),
      seen,
    );
  }
  return seen;
};

const { signal } = new AbortController();

describe('an assembly', () => {
  it('is the one of the start before, unless sources or settings have changed', async () => {
    const [dataDir, bundles] = [newDirectory(), newDirectory()];
    for (const name of functionNames) {
      mkdirSync(join(bundles, name));
      writeFileSync(join(bundles, name, 'index.mjs'), 'export const handler = () => undefined;');
    }
    const assemble = assembleWithBundles(bundles);
    const first = await assemble(localSettings, dataDir, signal);
    const madeAt = statSync(first.directory).ino;
    expect(await assemble(localSettings, dataDir, signal)).toEqual(first);
    expect(statSync(first.directory).ino).toBe(madeAt);

    const sources = await hashOfSources([bundles]);
    const other = { ...localSettings, publicOrigin: 'http://127.0.0.1:8789' };
    expect(await isMadeFrom(first.directory, keyOf(sources, JSON.stringify(localSettings)))).toBe(true);
    expect(await isMadeFrom(first.directory, keyOf(sources, JSON.stringify(other)))).toBe(false);
  });

  it('is made from sources and settings', () => {
    expect(new Set([keyOf('a', 'b'), keyOf('a', 'c'), keyOf('b', 'b')]).size).toBe(3);
  });
});
