import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';

const projectRoot = resolve(import.meta.dirname, '..', '..', '..');

/** All that bundles and template are made of; a test holds that what makes them imports nothing else of the project. */
export const sourcesOfAssembly: readonly string[] = [
  'events',
  'functions',
  'infra',
  'shared',
  'web',
  'cdk.json',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  // What is installed, which need not be what the lockfile says.
  'node_modules/.package-lock.json',
];

/** The local run itself is in no bundle and in no template. */
const localRun = join('infra', 'local');
const localMaker = join(localRun, 'assembly', 'assemble.ts');

export const isInAssembly = (file: string): boolean =>
  file === localMaker || !file.startsWith(`${localRun}/`);

/**
 * The SHA-256 of names and contents of the sources, and of more folders, in hexadecimal. Times of change do not count: a
 * checkout sets them as it likes.
 */
export const hashOfSources = async (moreFolders: readonly string[] = []): Promise<string> => {
  const roots = [...sourcesOfAssembly.map((name) => join(projectRoot, name)), ...moreFolders];
  const files = (await Promise.all(roots.map(filesIn))).flat();
  const sources = files.filter((file) => isInAssembly(relative(projectRoot, file))).toSorted();
  const contents = await Promise.all(sources.map((file) => readFile(file)));
  const hash = createHash('sha256').update(process.version);
  for (const [index, file] of sources.entries()) {
    const content = contents[index] ?? '';
    hash.update(`\n${JSON.stringify(file)} ${content.length}\n`).update(content);
  }
  return hash.digest('hex');
};

/** The files below a folder, or the file itself; nothing where neither exists. */
const filesIn = async (path: string): Promise<readonly string[]> => {
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true });
    return entries
      .filter((entry) => !entry.isDirectory())
      .map(({ parentPath, name }) => join(parentPath, name));
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error;
    if (error.code === 'ENOTDIR') return [path];
    if (error.code === 'ENOENT') return [];
    throw error;
  }
};
