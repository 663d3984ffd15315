import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { build } from 'esbuild';
import { documentFiles } from '../web/docs/write-api-document.ts';
import { codecFilesToCopy } from './codec-files.ts';
import { scriptFiles } from './page-scripts.ts';

/** The functions of the system: one per trust boundary, each the entry `functions/<name>.ts`. */
export const functionNames = ['public', 'staff', 'sweep', 'relay', 'notify', 'prove', 'photos'] as const;

export type FunctionName = (typeof functionNames)[number];

/** File name beside the bundle → how to produce its content when bundling. */
type StaticFiles = Readonly<Record<string, () => Promise<string | Uint8Array>>>;

/** What a function serves as a file rather than as code; read relative to its own module. */
const staticFiles: Partial<Record<FunctionName, StaticFiles>> = {
  public: { ...documentFiles, ...scriptFiles },
  photos: codecFilesToCopy,
};

/**
 * Bundles every function into `<outdir>/<name>/index.mjs` (handler `index.handler`) plus the chunks it loads lazily.
 * Everything but Node's own modules is inside, the SDK too: what was tested is what runs, whatever the runtime ships.
 */
export const bundle = async ({ outdir }: { outdir: string }): Promise<void> => {
  await rm(outdir, { recursive: true, force: true });
  await Promise.all(functionNames.map((name) => bundleFunction(name, join(outdir, name))));
};

const projectRoot = resolve(import.meta.dirname, '..');

// Some dependencies are CommonJS and call `require` for Node's modules, which an ES module does not have.
const requireInEsModule =
  "import{createRequire as createRequireForBundle}from'node:module';const require=createRequireForBundle(import.meta.url);";

const bundleFunction = async (name: FunctionName, outdir: string): Promise<void> => {
  await build({
    absWorkingDir: projectRoot,
    entryPoints: { index: `functions/${name}.ts` },
    outdir,
    bundle: true,
    minify: true,
    // Without splitting, a module that is imported lazily is parsed at every cold start all the same.
    splitting: true,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    // ES entries of dependencies split and shake; the CommonJS ones, Node's default, doubled the import time.
    mainFields: ['module', 'main'],
    outExtension: { '.js': '.mjs' },
    chunkNames: 'chunk-[hash]',
    banner: { js: requireInEsModule },
    legalComments: 'none',
    logLevel: 'warning',
  });
  await writeStaticFiles(name, outdir);
};

const writeStaticFiles = async (name: FunctionName, outdir: string): Promise<void> => {
  await mkdir(outdir, { recursive: true });
  for (const [file, content] of Object.entries(staticFiles[name] ?? {})) {
    await writeFile(join(outdir, file), await content());
  }
};

/** Where the bundles stand when nobody says otherwise. */
export const defaultBundleDir = join(projectRoot, 'dist', 'functions');

if (import.meta.main) {
  await bundle({ outdir: defaultBundleDir });
}
