import { randomUUID } from 'node:crypto';
import { afterAll, expect, inject } from 'vitest';
import { assembleWithBundles } from '../../../infra/local/assembly.ts';
import { STANDSTILL } from '../../../infra/local/clock/virtual-clock.ts';
import { type LocalOptions, type LocalRun, startLocal } from '../../../infra/local/run.ts';
import { callCollector, saveRecord } from '../../rights/call-record.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { clientOf } from './client.ts';

export type StackOptions = Pick<
  LocalOptions,
  | 'dataDir'
  | 'channels'
  | 'hasProviders'
  | 'startAt'
  | 'dynamoEndpoint'
  | 'weather'
  | 'onAdmitted'
  | 'webhooks'
>;

/** A Monday at 10 in the morning, long before midnight in China and in UTC: no test depends on when it runs. */
const MORNING = Date.UTC(2026, 10, 23, 2);

/**
 * Starts the stack on a free port with the shared bundles and a freshly synthesized template. Only the scenario moves its
 * clock, so a slow machine adds no minutes.
 */
export const startStack = (options: StackOptions): Promise<LocalRun> =>
  startLocal({
    startAt: MORNING,
    ...options,
    port: 0,
    speed: STANDSTILL,
    assemble: assembleWithBundles(inject('bundles')),
  });

/** Gets what the functions did, for `npm run statements`. */
const recordsDir = process.env.RECORD_CALLS_IN;

/**
 * A stack for all tests of a file, and a client of it. Call it outside of tests. In the end no function may have been
 * refused anything by its role.
 * @param hasAttempts the test itself tries what functions may not do
 */
export async function sharedStack({
  hasAttempts = false,
  ...options
}: Omit<StackOptions, 'dataDir'> & { readonly hasAttempts?: boolean } = {}) {
  const newDataDir = temporaryDirectories();
  const collector = recordsDir === undefined || hasAttempts ? undefined : callCollector();
  const onAdmitted = collector?.add;
  const run = await startStack({ dataDir: newDataDir(), ...options, onAdmitted });
  afterAll(async () => {
    await run.close();
    if (collector !== undefined && recordsDir !== undefined) {
      saveRecord(recordsDir, randomUUID(), { calls: collector.calls(), statements: run.statements() });
    }
    if (!hasAttempts) expect(run.refusals()).toEqual([]);
  });
  return { run, client: clientOf(run.origin) };
}
