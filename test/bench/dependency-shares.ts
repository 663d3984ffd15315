import { join } from 'node:path';
import { build, type Metafile } from 'esbuild';
import { bundleOptions, type FunctionName } from '../../infra/bundle.ts';
import { root } from './paths.ts';

type Outputs = Metafile['outputs'];

/**
 * Bytes of a function by the package they come from, of what is parsed before the first event: the entry and what it
 * imports statically.
 */
export async function dependencyShares(name: FunctionName): Promise<readonly (readonly [string, number])[]> {
  const options = bundleOptions(name, join(root, 'dist', 'bench-shares'));
  const { metafile } = await build({ ...options, write: false, metafile: true });
  const entry = Object.keys(metafile.outputs).find((file) => file.endsWith('/index.mjs'));
  return sharesOf(metafile.outputs, entry ?? '');
}

/** The same of a metafile, the largest first. */
export function sharesOf(outputs: Outputs, entry: string): readonly (readonly [string, number])[] {
  const bytes = new Map<string, number>();
  const files = [entry];
  for (const file of files) {
    const output = outputs[file];
    for (const [input, { bytesInOutput }] of Object.entries(output?.inputs ?? {})) {
      const origin = packageOf(input);
      bytes.set(origin, (bytes.get(origin) ?? 0) + bytesInOutput);
    }
    const imported = (output?.imports ?? []).filter(
      ({ kind, external }) => kind === 'import-statement' && !external,
    );
    files.push(...imported.map(({ path }) => path).filter((path) => !files.includes(path)));
  }
  return [...bytes].toSorted(([, one], [, other]) => other - one);
}

/** The package of a file; the folder for the project's own. */
const packageOf = (file: string): string =>
  /.*node_modules\/((?:@[^/]+\/)?[^/]+)/.exec(file)?.[1] ?? file.split('/').slice(0, 2).join('/');
