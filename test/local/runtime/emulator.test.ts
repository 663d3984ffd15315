import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { afterEach, describe, expect, it } from 'vitest';
import { eventSource } from '../../../events/event-type.ts';
import { type Emulator, startEmulator } from '../../../infra/local/emulator.ts';
import { startBus } from '../../../infra/local/events/bus.ts';
import { openQueues } from '../../../infra/local/events/queues.ts';
import { operator } from '../../../infra/local/rights/callers.ts';
import { createGate } from '../../../infra/local/rights/gate.ts';
import { runEnvironment } from '../../../infra/local/run-environment.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

const now = Date.UTC(2027, 0, 1, 8);
const plans = ['OffersFailed', 'TicksFailed'].map((name) => ({ name, arn: `arn:local:sqs:local:0:${name}` }));
const [offers, ticks] = plans.map(({ arn }) => arn) as [string, string];

let emulator: Emulator | undefined;
afterEach(() => emulator?.close());

const start = async (dataDir: string) => {
  await emulator?.close();
  emulator = await startEmulator({
    queuesDir: `${dataDir}/queues`,
    photosDir: `${dataDir}/photos`,
    clock: { now: () => now },
  });
  return { emulator, queues: openQueues(plans, emulator) };
};

const event = { source: eventSource, 'detail-type': 'DeliveryOffered', detail: { id: 'd1' } };

/** Runs a command of the operator's, as the runbook does. */
const operate = async ({ endpoint }: Emulator, busEndpoint: string, ...words: readonly string[]) => {
  const environment = runEnvironment({
    engine: { endpoint: '' },
    bus: { endpoint: busEndpoint },
    emulator: { endpoint },
    bucketProxy: { origin: '' },
    timeoutFactor: 1,
  });
  const { stdout } = await promisify(execFile)(process.execPath, ['infra/operate/operate.ts', ...words], {
    env: { ...process.env, ...environment },
  });
  return stdout
    .trim()
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => JSON.parse(line));
};

describe('after two restarts', () => {
  it('dead letters are still there, each queue once, and every command of the operator’s on them works', async () => {
    const dataDir = newDataDir();
    const first = await start(dataDir);
    first.queues.send(offers, JSON.stringify(event));
    first.queues.send(ticks, 'a tick');
    await start(dataDir);
    const { emulator: again, queues } = await start(dataDir);
    expect(queues.deadLetters()).toEqual([
      { queue: 'OffersFailed', body: JSON.stringify(event) },
      { queue: 'TicksFailed', body: 'a tick' },
    ]);

    const accepted: string[] = [];
    const bus = await startBus({
      buses: [{ name: 'facts', arn: 'arn:local:events:local:0:event-bus/facts' }],
      rules: [],
      clock: { now: () => now } as Parameters<typeof startBus>[0]['clock'],
      gate: createGate([operator], () => undefined),
      accept: async () => void accepted.push('batch'),
    });
    const run = (...words: readonly string[]) => operate(again, bus.endpoint, ...words);
    expect(await run('dead-letters', '--queue', 'Ticks')).toMatchObject([{ deadLetter: 'a tick' }]);
    expect(await run('redrive', '--queue', 'Offers', '--bus', 'facts')).toEqual([
      { redriven: 1, refused: 0, left: 0 },
    ]);
    expect(await run('empty', '--queue', 'Ticks')).toEqual([{ emptied: 1 }]);
    await bus.close();
    expect(accepted).toEqual(['batch']);
    expect((await start(dataDir)).queues.deadLetters()).toEqual([]);
  });
});

describe('the emulator of queues and buckets', () => {
  const authorization = 'AWS4-HMAC-SHA256 Credential=local/20270101/local/s3/aws4_request';

  it('answers with the date of the virtual clock, which an SDK client adopts', async () => {
    const { emulator: started } = await start(newDataDir());
    const { headers } = await fetch(`${started.endpoint}/none`, { headers: { authorization } });
    expect(headers.get('date')).toBe(new Date(now).toUTCString());
  });

  it('takes no request without the credentials of the run', async () => {
    const { emulator: started } = await start(newDataDir());
    started.addBucket('photos');
    expect((await fetch(`${started.endpoint}/photos`)).status).toBe(403);
    expect((await fetch(`${started.endpoint}/photos`, { headers: { authorization } })).status).toBe(200);
  });
});
