import { resolve } from 'node:path';
import { build } from 'esbuild';
import type { ScriptName } from '../shared/http/call.ts';

const projectRoot = resolve(import.meta.dirname, '..');

/** The scripts of the resident pages, and how each is made; they stand beside the bundle of the public function. */
export const scriptFiles: Readonly<Record<ScriptName, () => Promise<string>>> = {
  'form.js': () => pageScript('form'),
  'track.js': () => pageScript('track'),
};

/** One classic script for telephones of 2018 and later. It stands in the page, so a page stays one request. */
async function pageScript(name: string): Promise<string> {
  const { outputFiles } = await build({
    absWorkingDir: projectRoot,
    entryPoints: [`web/script/${name}.ts`],
    bundle: true,
    minify: true,
    write: false,
    format: 'iife',
    platform: 'browser',
    // No destructuring: iOS 12 has it with defects, and the build refuses it.
    target: ['es2019', 'chrome70', 'ios12'],
    tsconfigRaw: '{}',
    charset: 'ascii',
    legalComments: 'none',
    logLevel: 'warning',
  });
  return outputFiles.map(({ text }) => text.trim()).join('');
}
