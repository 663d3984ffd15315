import { writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { bundle } from '../../bundle.ts';
import { handleProcessErrors } from '../../handle-process-errors.ts';
import { useCompileCache } from '../compile-cache.ts';
import { assemblyIn, FILES, keyOf } from './assembly-files.ts';
import { keepDirectory } from './kept-directory.ts';
import { hashOfSources } from './source-hash.ts';

// Run by assembly.ts with the settings (JSON), the hash of all sources, the directory to build in, and optionally
// existing bundles. An error ends the start.

handleProcessErrors();
useCompileCache();

const [settings = '', sources = '', build = '', existingBundles] = process.argv.slice(2);
const bundleDir = existingBundles ?? join(build, 'functions');

const isUnchanged = async (): Promise<boolean> =>
  (await hashOfSources(existingBundles === undefined ? [] : [existingBundles])) === sources;

/** Side by side: the bundler has processes of its own, and the CDK takes seconds to load. */
const [{ localStage }, { synthesize }] = await Promise.all([
  import('../../stages.ts'),
  import('../../synthesize.ts'),
  existingBundles === undefined &&
    keepDirectory(bundleDir, sources, (outdir) => bundle({ outdir }), isUnchanged),
]);

const synthesizeInto = async (outdir: string): Promise<void> => {
  const { templateFile, assetsFile } = synthesize(localStage(JSON.parse(settings)), { outdir, bundleDir });
  const files = { templateFile: basename(templateFile), assetsFile: basename(assetsFile) };
  await writeFile(join(outdir, FILES), JSON.stringify(files));
};

await keepDirectory(assemblyIn(build), keyOf(sources, settings), synthesizeInto, isUnchanged);
