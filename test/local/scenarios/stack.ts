import { afterAll, inject } from 'vitest';
import { assembleWithBundles } from '../../../infra/local/assembly.ts';
import { STANDSTILL } from '../../../infra/local/clock/virtual-clock.ts';
import { type LocalOptions, type LocalRun, startLocal } from '../../../infra/local/run.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { clientOf } from './client.ts';

export type StackOptions = Pick<LocalOptions, 'dataDir' | 'channels' | 'startAt' | 'dynamoEndpoint'>;

/**
 * The stack on a free port, with the bundles that all scenarios share; its template is synthesized anew. Its time goes by only
 * when a scenario moves it, so that a slow machine brings no minute that the scenario does not know of.
 */
export const startStack = (options: StackOptions): Promise<LocalRun> =>
  startLocal({ ...options, port: 0, speed: STANDSTILL, assemble: assembleWithBundles(inject('bundles')) });

/** A stack for all tests of a file, and a client of it. To be called outside of any test. */
export async function sharedStack(options: Omit<StackOptions, 'dataDir'> = {}) {
  const newDataDir = temporaryDirectories();
  const run = await startStack({ dataDir: newDataDir(), ...options });
  afterAll(() => run.close());
  return { run, client: clientOf(run.origin) };
}
