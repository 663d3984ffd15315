import { resolve } from 'node:path';
import { type BuildOptions, build } from 'esbuild';
import type { ScriptName } from '../shared/http/call.ts';

const projectRoot = resolve(import.meta.dirname, '..');

/**
 * The scripts of the resident pages and how each is built; the build writes them next to the bundle of the public
 * function.
 */
export const scriptFiles: Readonly<Record<ScriptName, () => Promise<string>>> = {
  'form.js': () => pageScript('form'),
  'track.js': () => pageScript('track'),
  // Verifies signatures, which browsers of 2018 cannot; there the page says so.
  'check.js': () => scriptOf('web/resident/current/check.ts', { target: 'es2022' }),
};

/** One classic script for phones of 2018 and later. It is inlined, so a page needs only one request. */
const pageScript = (name: string): Promise<string> =>
  // No destructuring: iOS 12 implements it with bugs, so the build rejects it.
  scriptOf(`web/resident/script/${name}.ts`);

async function scriptOf(entry: string, more: Pick<BuildOptions, 'target'> = {}): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    target: ['es2019', 'chrome70', 'ios12'],
    tsconfigRaw: '{}',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
    ...more,
  });
  return outputFiles.map(({ text }) => text.trim()).join('');
}
