import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { LocalSettings } from '../stages.ts';
import type { Synthesized } from './template/template.ts';

/** Builds the bundles and the template for these settings. */
export type Assemble = (settings: LocalSettings, dataDir: string) => Promise<Synthesized>;

const assemblyShape = z.object({ directory: z.string(), templateFile: z.string(), assetsFile: z.string() });

/**
 * Bundles and synthesizes in a separate process, which runs parallel to the rest of the start and frees the CDK's
 * memory when it ends.
 */
export const assemble: Assemble = (settings, dataDir) => runAssemble(JSON.stringify(settings), dataDir);

/** Only synthesizes, with existing bundles. */
export const assembleWithBundles =
  (bundleDir: string): Assemble =>
  (settings, dataDir) =>
    runAssemble(JSON.stringify(settings), dataDir, bundleDir);

async function runAssemble(...parameters: readonly string[]): Promise<Synthesized> {
  const script = join(import.meta.dirname, 'assemble.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...parameters]);
  const { directory, templateFile, assetsFile } = assemblyShape.parse(JSON.parse(stdout));
  return { directory, template: await readJson(templateFile), manifest: await readJson(assetsFile) };
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
