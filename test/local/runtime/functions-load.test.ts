import { Writable } from 'node:stream';
import { expect, inject, it } from 'vitest';
import { functionNames } from '../../../infra/bundle.ts';
import { assembleWithBundles } from '../../../infra/local/assembly.ts';
import { makeClockMemory } from '../../../infra/local/clock/virtual-date.ts';
import { startInstance } from '../../../infra/local/functions/instance.ts';
import { planOf } from '../../../infra/local/template/template.ts';
import { TIMEOUT_FACTOR } from '../../../infra/local/timeout-factor.ts';
import { localSettings } from './local-settings.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDirectory = temporaryDirectories();

// The local run starts an instance at its first event, so a function that does not load would be found only then.
it('every function loads with the environment of the template', async () => {
  const assemble = assembleWithBundles(inject('bundles'));
  const { functions } = planOf(await assemble(localSettings, newDirectory(), new AbortController().signal));
  expect(functions.map(({ title }) => title).toSorted()).toEqual([...functionNames].toSorted());
  for (const plan of functions) {
    const instance = startInstance(plan, {
      clock: makeClockMemory(Date.parse('2026-11-30T02:00:00Z'), 1),
      environment: { AWS_REGION: 'local', ...plan.environment },
      log: new Writable({ write: (_line, _encoding, done) => done() }),
      timeoutFactor: TIMEOUT_FACTOR,
    });
    await expect(instance.ready, plan.title).resolves.toBeUndefined();
    await instance.end();
  }
});
