import { afterAll, inject } from 'vitest';
import { assembleWithBundles } from '../../../infra/local/assembly.ts';
import { STANDSTILL } from '../../../infra/local/clock/virtual-clock.ts';
import { type LocalOptions, type LocalRun, startLocal } from '../../../infra/local/run.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { clientOf } from './client.ts';

export type StackOptions = Pick<LocalOptions, 'dataDir' | 'channels' | 'startAt' | 'dynamoEndpoint'>;

/**
 * Starts the stack on a free port with the shared bundles and a freshly synthesized template. Only the scenario moves its
 * clock, so a slow machine adds no minutes.
 */
export const startStack = (options: StackOptions): Promise<LocalRun> =>
  startLocal({ ...options, port: 0, speed: STANDSTILL, assemble: assembleWithBundles(inject('bundles')) });

/** A stack for all tests of a file, and a client of it. Call it outside of tests. */
export async function sharedStack(options: Omit<StackOptions, 'dataDir'> = {}) {
  const newDataDir = temporaryDirectories();
  const run = await startStack({ dataDir: newDataDir(), ...options });
  afterAll(() => run.close());
  return { run, client: clientOf(run.origin) };
}
