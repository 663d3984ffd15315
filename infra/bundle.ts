import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import { documentFiles } from '../web/docs/write-api-document.ts';
import { builtinModules } from './bundling/builtin-modules.ts';
import { directImports } from './bundling/direct-imports.ts';
import { noFiles } from './bundling/no-files.ts';
import { codecFilesToCopy } from './codec-files.ts';
import { consoleFiles } from './console-files.ts';
import { scriptFiles } from './page-scripts.ts';

/** The functions of the system, one per trust boundary; each has its entry in `functions/<name>.ts`. */
export const functionNames = [
  'public',
  'staff',
  'sweep',
  'relay',
  'notify',
  'notify-residents',
  'prove',
  'photos',
  'contacts',
  'webhooks',
  'stats',
  'operate',
  'notary',
  'receipts',
] as const;

export type FunctionName = (typeof functionNames)[number];

/** Threads that a function starts: name of the module next to its bundle → entry. */
const threads: Partial<Record<FunctionName, Readonly<Record<string, string>>>> = {
  photos: { 'sanitizer-thread': 'functions/wire-sanitizer-thread.ts' },
};

/** Name of a file next to the bundle → what produces its content. */
type StaticFiles = Readonly<Record<string, () => Promise<string | Uint8Array>>>;

/** Files that a function reads at run time, relative to its own module. */
const staticFiles: Partial<Record<FunctionName, StaticFiles>> = {
  public: { ...documentFiles, ...scriptFiles },
  photos: codecFilesToCopy,
};

/**
 * Bundles every function into `<outdir>/<name>/index.mjs` (handler `index.handler`) plus the chunks it loads lazily.
 * All dependencies except Node's modules are included, the AWS SDK too, so the tested versions run whatever the Lambda
 * runtime ships.
 */
export const bundle = async ({ outdir }: { outdir: string }): Promise<void> => {
  await rm(outdir, { recursive: true, force: true });
  await Promise.all(functionNames.map((name) => bundleFunction(name, join(outdir, name))));
};

const projectRoot = resolve(import.meta.dirname, '..');

/** How a function is bundled; the bench asks for the same with a list of what is in it. */
export const bundleOptions = (name: FunctionName, outdir: string) =>
  ({
    absWorkingDir: projectRoot,
    entryPoints: { index: `functions/${name}.ts`, ...threads[name] },
    outdir,
    bundle: true,
    minify: true,
    // Chinese characters as they are take half the bytes of their escapes.
    charset: 'utf8',
    // Without splitting, lazily imported modules would be parsed at every cold start.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // Prefers the ES entries of dependencies, which can be split and tree-shaken; with Node's default, CommonJS, the
    // import time doubled.
    mainFields: ['module', 'main'],
    plugins: [builtinModules, noFiles, directImports],
    alias: {
      '@aws-sdk/credential-provider-node': './infra/bundling/environment-credentials.ts',
      '@aws-sdk/middleware-endpoint-discovery': './infra/bundling/no-endpoint-discovery.ts',
    },
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    legalComments: 'none',
    logLevel: 'warning',
  }) satisfies BuildOptions;

const bundleFunction = async (name: FunctionName, outdir: string): Promise<void> => {
  await build(bundleOptions(name, outdir));
  await writeStaticFiles(name, outdir);
};

const writeStaticFiles = async (name: FunctionName, outdir: string): Promise<void> => {
  await mkdir(outdir, { recursive: true });
  if (name === 'public') await writeConsole(join(outdir, 'office'));
  for (const [file, content] of Object.entries(staticFiles[name] ?? {})) {
    await writeFile(join(outdir, file), await content());
  }
};

/** Their names hold hashes, so only the build knows them. */
const writeConsole = async (outdir: string): Promise<void> => {
  await mkdir(outdir, { recursive: true });
  for (const [file, content] of await consoleFiles()) await writeFile(join(outdir, file), content);
};

/** The default output directory. */
export const defaultBundleDir = join(projectRoot, 'dist', 'functions');

if (import.meta.main) {
  await bundle({ outdir: defaultBundleDir });
}
