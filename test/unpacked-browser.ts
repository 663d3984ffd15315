import { browserProgram } from './browser/browser-program.ts';

/** Unpacks the browser once before the tests of pages; otherwise each worker would spend seconds unpacking its own. */
export async function setup(): Promise<void> {
  await browserProgram();
}
