import { browserProgram } from './browser/browser-program.ts';

/** Runs once before the tests of pages: to unpack a browser takes seconds, and each worker would take its own. */
export async function setup(): Promise<void> {
  await browserProgram();
}
