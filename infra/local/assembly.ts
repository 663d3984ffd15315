import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import * as z from 'zod/mini';
import type { LocalSettings } from '../stages.ts';
import type { Synthesized } from './template/template.ts';

/** Makes the bundles and the template for these settings. */
export type Assemble = (settings: LocalSettings, dataDir: string) => Promise<Synthesized>;

const assemblyShape = z.object({ directory: z.string(), templateFile: z.string(), assetsFile: z.string() });

/**
 * Bundles and synthesizes in a process of its own: it runs beside the rest of the start, and the memory that the CDK
 * takes is given back.
 */
export const assemble: Assemble = (settings, dataDir) => assembled(JSON.stringify(settings), dataDir);

/** Only synthesizes, round bundles that were made before. */
export const assembleRound =
  (bundleDir: string): Assemble =>
  (settings, dataDir) =>
    assembled(JSON.stringify(settings), dataDir, bundleDir);

async function assembled(...given: readonly string[]): Promise<Synthesized> {
  const script = join(import.meta.dirname, 'assemble.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...given]);
  const { directory, templateFile, assetsFile } = assemblyShape.parse(JSON.parse(stdout));
  return { directory, template: await readJson(templateFile), manifest: await readJson(assetsFile) };
}

const readJson = async (file: string): Promise<unknown> => JSON.parse(await readFile(file, 'utf8'));
