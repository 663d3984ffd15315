import { afterAll, inject } from 'vitest';
import { assembleWithBundles } from '../../../infra/local/assembly.ts';
import { type LocalOptions, type LocalRun, startLocal } from '../../../infra/local/run.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { clientOf } from './client.ts';

/** The stack on a free port, round the bundles that all stories share; its template is made anew. */
export const startStack = (
  options: Pick<LocalOptions, 'dataDir' | 'channels' | 'startAt'>,
): Promise<LocalRun> => startLocal({ ...options, port: 0, assemble: assembleWithBundles(inject('bundles')) });

/** A stack for all tests of a file, and a client of it. To be called outside of any test. */
export async function sharedStack(options: Pick<LocalOptions, 'channels' | 'startAt'> = {}) {
  const newDataDir = temporaryDirectories();
  const run = await startStack({ dataDir: newDataDir(), ...options });
  afterAll(() => run.close());
  return { run, client: clientOf(run.origin) };
}
