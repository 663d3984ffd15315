import { subscribe, unsubscribe } from 'node:diagnostics_channel';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Writable } from 'node:stream';
import { afterEach, expect, it, vi } from 'vitest';
import { makeClockMemory } from '../../../infra/local/clock/virtual-date.ts';
import { createLambda, type Lambda } from '../../../infra/local/functions/lambda.ts';
import type { FunctionPlan } from '../../../infra/local/template/plan.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDirectory = temporaryDirectories();

let lambda: Lambda | undefined;
let instances = 0;
const countInstance = (): void => {
  instances += 1;
};
afterEach(async () => {
  vi.useRealTimers();
  unsubscribe('worker_threads', countInstance);
  await lambda?.end();
});

/** A function in a directory, and what it logs. */
const functionIn = (directory: string, instancesMax: number | undefined) => {
  const lines: string[] = [];
  const plan: FunctionPlan = {
    arn: 'arn',
    name: 'name',
    roleArn: 'role',
    title: 'stub',
    directory,
    module: 'index.mjs',
    exportName: 'handler',
    environment: {},
    timeoutSeconds: 600,
    memoryMegabytes: 128,
    instancesMax,
    whenAsync: { retriesMax: 0, ageSecondsMax: 60, onFailureArn: undefined },
  };
  instances = 0;
  subscribe('worker_threads', countInstance);
  lambda = createLambda(plan, {
    clock: makeClockMemory(Date.parse('2026-11-30T02:00:00Z'), 1),
    environment: {},
    log: new Writable({
      write: (line, _encoding, done) => {
        lines.push(String(line));
        done();
      },
    }),
    timeoutFactor: 1,
  });
  return { lambda, lines };
};

const write = (directory: string, handler: string): void =>
  writeFileSync(join(directory, 'index.mjs'), handler);

const ANSWERING = 'export const handler = async (event) => event.number * 2;';

it('a function sees its own environment alone, and its thread has what was compiled before', async () => {
  const directory = newDirectory();
  const handler = 'async () => ({ names: Object.keys(process.env), cache: getCompileCacheDir() })';
  write(directory, `import { getCompileCacheDir } from 'node:module'; export const handler = ${handler};`);
  const { names, cache } = (await functionIn(directory, 1).lambda.invoke({})) as Record<string, unknown>;
  expect(names).toEqual([]);
  expect(cache).toContain(join('node_modules', '.cache', 'node'));
});

it('a function has no instance before its first event, and as many as its events need up to its limit', async () => {
  const directory = newDirectory();
  write(directory, ANSWERING);
  const stub = functionIn(directory, 3);
  expect(instances).toBe(0);
  expect(await stub.lambda.invoke({ number: 1 })).toBe(2);
  expect(await stub.lambda.invoke({ number: 2 })).toBe(4);
  expect(instances).toBe(1);
  const numbers = Array.from({ length: 50 }, (_, number) => number);
  const answers = await Promise.all(numbers.map((number) => stub.lambda.invoke({ number })));
  expect(answers).toEqual(numbers.map((number) => number * 2));
  expect(instances).toBe(3);
});

it('without reserved instances it has at most four', async () => {
  const directory = newDirectory();
  write(directory, ANSWERING);
  const stub = functionIn(directory, undefined);
  await Promise.all(Array.from({ length: 50 }, (_, number) => stub.lambda.invoke({ number })));
  expect(instances).toBeGreaterThanOrEqual(2);
  expect(instances).toBeLessThanOrEqual(4);
});

it('a function that does not load fails its event, says why in its log, and loads for a later one', async () => {
  const directory = newDirectory();
  write(directory, "throw new TypeError('CHANNELS is not set.');");
  const stub = functionIn(directory, 1);
  await expect(stub.lambda.invoke({ number: 1 })).rejects.toThrow('stub: TypeError: CHANNELS is not set.');
  expect(stub.lines.join('')).toContain('CHANNELS is not set.');
  write(directory, ANSWERING);
  expect(await stub.lambda.invoke({ number: 1 })).toBe(2);
});

it('an instance without an event for a minute is ended, and the next event starts another', async () => {
  vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] });
  const directory = newDirectory();
  write(directory, ANSWERING);
  const stub = functionIn(directory, 1);
  await stub.lambda.invoke({ number: 1 });
  vi.advanceTimersByTime(59_000);
  await stub.lambda.invoke({ number: 1 });
  expect(instances).toBe(1);
  vi.advanceTimersByTime(120_000);
  expect(await stub.lambda.invoke({ number: 1 })).toBe(2);
  expect(instances).toBe(2);
});
