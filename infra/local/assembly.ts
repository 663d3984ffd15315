import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { LocalSettings } from '../stages.ts';
import type { Synthesized } from './template/template.ts';

/** Builds the bundles and the template for these settings. */
export type Assemble = (
  settings: LocalSettings,
  dataDir: string,
  /** Ends the work when the start is interrupted. */
  interrupted: AbortSignal,
) => Promise<Synthesized>;

const assemblyShape = z.object({ directory: z.string(), templateFile: z.string(), assetsFile: z.string() });

/**
 * Bundles and synthesizes in a separate process, which runs parallel to the rest of the start and frees the CDK's
 * memory when it ends.
 */
export const assemble: Assemble = (settings, dataDir, interrupted) =>
  runAssemble([JSON.stringify(settings), dataDir], interrupted);

/** Only synthesizes, with existing bundles. */
export const assembleWithBundles =
  (bundleDir: string): Assemble =>
  (settings, dataDir, interrupted) =>
    runAssemble([JSON.stringify(settings), dataDir, resolve(bundleDir)], interrupted);

async function runAssemble(parameters: readonly string[], signal: AbortSignal): Promise<Synthesized> {
  const script = join(import.meta.dirname, 'assemble.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...parameters], { signal }).catch(
    (error: unknown) => {
      // What it printed says what is wrong, a sentence where there is one; the command line above it does not.
      const printed = error instanceof Error && 'stderr' in error ? String(error.stderr).trim() : '';
      throw printed === '' ? error : new Error(printed, { cause: error });
    },
  );
  const { directory, templateFile, assetsFile } = assemblyShape.parse(JSON.parse(stdout));
  return { directory, template: await readJson(templateFile), manifest: await readJson(assetsFile) };
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
