import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from './paths.ts';

/** How `npm start` runs Node.js, so that a run of the bench has the memory of a real one. */
export interface StartCommand {
  /** Environment variables that the script sets; their paths are relative to the folder of the project. */
  readonly environment: Readonly<Record<string, string>>;
  /** Options of Node.js itself. */
  readonly flags: readonly string[];
}

/** @throws Error when the script does not run Node.js */
export function startCommandOf(script: string): StartCommand {
  const words = script.split(' ');
  const node = words.indexOf('node');
  const file = words.findIndex((word, index) => index > node && !word.startsWith('--'));
  if (node < 0 || file < 0) throw new Error(`npm start does not run a file with node: ${script}`);
  const assignments = words.slice(0, node).flatMap((word) => {
    const [, name, value = ''] = /^(\w+)=(.*)$/.exec(word) ?? [];
    return name === undefined ? [] : [[name, value] as const];
  });
  return { environment: Object.fromEntries(assignments), flags: words.slice(node + 1, file) };
}

/** Of the version that is measured. */
export const startCommand = (): StartCommand =>
  startCommandOf(JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')).scripts.start);
