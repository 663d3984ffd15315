import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { LocalSettings } from '../stages.ts';
import { assemblyIn, FILES, keyOf } from './assembly/assembly-files.ts';
import { isMadeFrom } from './assembly/kept-directory.ts';
import { hashOfSources } from './assembly/source-hash.ts';
import type { Synthesized } from './template/template.ts';

/** Builds the bundles and the template for these settings. */
export type Assemble = (
  settings: LocalSettings,
  dataDir: string,
  /** Ends the work when the start is interrupted. */
  interrupted: AbortSignal,
) => Promise<Synthesized>;

const filesShape = z.object({ templateFile: z.string(), assetsFile: z.string() });

/** Bundles and synthesizes, unless an earlier start on this data directory did it from the same. */
export const assemble: Assemble = (settings, dataDir, interrupted) =>
  assembleIn(dataDir, settings, interrupted);

/** Only synthesizes, with existing bundles. */
export const assembleWithBundles =
  (bundleDir: string): Assemble =>
  (settings, dataDir, interrupted) =>
    assembleIn(dataDir, settings, interrupted, resolve(bundleDir));

async function assembleIn(
  dataDir: string,
  settings: LocalSettings,
  interrupted: AbortSignal,
  ...bundleDir: readonly string[]
): Promise<Synthesized> {
  const build = resolve(dataDir, 'build');
  const directory = assemblyIn(build);
  const sources = await hashOfSources(bundleDir);
  const given = JSON.stringify(settings);
  if (!(await isMadeFrom(directory, keyOf(sources, given)))) {
    await runAssemble([given, sources, build, ...bundleDir], interrupted);
  }
  const { templateFile, assetsFile } = filesShape.parse(await readJson(join(directory, FILES)));
  const [template, manifest] = await Promise.all([
    readJson(join(directory, templateFile)),
    readJson(join(directory, assetsFile)),
  ]);
  return { directory, template, manifest };
}

/**
 * Bundles and synthesizes in a separate process, which runs parallel to the rest of the start and frees the CDK's
 * memory when it ends.
 */
async function runAssemble(parameters: readonly string[], signal: AbortSignal): Promise<void> {
  const script = join(import.meta.dirname, 'assembly', 'assemble.ts');
  await promisify(execFile)(process.execPath, [script, ...parameters], { signal }).catch((error: unknown) => {
    // What it printed says what is wrong, a sentence where there is one; the command line above it does not.
    const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
    throw printed === '' ? error : new Error(printed, { cause: error });
  });
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
