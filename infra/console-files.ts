import { basename, resolve } from 'node:path';
import { type BuildOptions, build, type Plugin } from 'esbuild';

const projectRoot = resolve(import.meta.dirname, '..');

/** How the console is built; the test of its size asks for the same with a list of what is in it. */
export const consoleOptions = {
  absWorkingDir: projectRoot,
  entryPoints: { console: 'web/console/console.tsx' },
  outdir: 'office',
  bundle: true,
  minify: true,
  write: false,
  metafile: true,
  format: 'esm',
  platform: 'browser',
  // What the standing browsers could do in early 2022, `Array.at` and dialogs among it: the build turns no API into an older
  // one. `web/console/old-browser.ts` looks for these. Residents' pages work in much older browsers.
  target: ['es2021', 'chrome92', 'safari15.4'],
  // A language, and each screen that is not the first, is loaded when it is wanted.
  splitting: true,
  jsx: 'automatic',
  jsxImportSource: 'preact',
  charset: 'utf8',
  legalComments: 'none',
  entryNames: '[name]-[hash]',
  chunkNames: '[name]-[hash]',
  logLevel: 'warning',
} as const satisfies BuildOptions;

/**
 * Builds the console: its files by name, and `entries.json`, which names the two that its page loads.
 * @param plugins change what is built, for tests
 */
export async function consoleFiles(plugins: Plugin[] = []): Promise<ReadonlyMap<string, string>> {
  const { outputFiles, metafile } = await build({ ...consoleOptions, plugins });
  const files = new Map(outputFiles.map(({ path, text }) => [basename(path), text]));
  const outputs = Object.entries(metafile.outputs);
  const [script = '', { cssBundle = '' } = {}] =
    outputs.find(([, { entryPoint }]) => entryPoint === consoleOptions.entryPoints.console) ?? [];
  const entries = { script: basename(script), style: basename(cssBundle) };
  return files.set('entries.json', JSON.stringify(entries));
}
