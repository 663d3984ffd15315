import { type ChildProcess, spawn } from 'node:child_process';
import { join } from 'node:path';
import { afterAll, expect, inject, it } from 'vitest';
import { receiver } from '../../adapters/receiver.ts';
import { HANG_MS } from '../../timeouts.ts';
import { verified } from '../../webhooks/other-system.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { type Client, clientOf, trackingToken } from './client.ts';

const newDataDir = temporaryDirectories();
const start = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'start.ts');
const patience = { timeout: HANG_MS, interval: 100 };

let stack: ChildProcess | undefined;
afterAll(() => stack?.kill('SIGKILL'));

/** Starts the stack as `npm start -- --webhooks` does, in a process of its own, and resolves when it is ready. */
async function startStack(dataDir: string): Promise<Client> {
  const options = ['--data-dir', dataDir, '--port', '0', '--webhooks', '--bundles', inject('bundles')];
  const child = spawn(process.execPath, [start, ...options], { stdio: ['ignore', 'pipe', 'inherit'] });
  stack = child;
  const { promise, resolve, reject } = Promise.withResolvers<Client>();
  let output = '';
  child.stdout.on('data', (chunk) => {
    output += String(chunk);
    const ready = /Ready on (\S+)/.exec(output)?.[1];
    if (ready !== undefined) resolve(clientOf(ready));
  });
  child.once('exit', () => reject(new Error(`the stack did not start: ${output}`)));
  return promise;
}

async function report(client: Client, n: number): Promise<string> {
  const { status, body } = await client.ask('POST /v1/cases', {
    body: {
      token: trackingToken(n),
      place: 'b03-1',
      type: 'lost-item',
      what: `黑色手机，第${n}部`,
      details: { item: 'phone' },
      contact: { phone: '138 0000 0003' },
    },
  });
  expect(status).toBe(201);
  return body.reference;
}

it('after kill -9, every event of an acknowledged report still reaches the other system', async () => {
  const answer = { status: 503 };
  const other = await receiver(answer);
  const dataDir = newDataDir();
  const before = await startStack(dataDir);
  const chief = await before.tokenOf('chief');
  const endpoint = { name: 'city', url: other.url, types: ['case.submitted'] };
  const entered = await before.ask('POST /v1/office/webhooks', { bearer: chief, body: endpoint });
  expect(entered.status).toBe(201);
  const references = [await report(before, 1), await report(before, 2)];
  // One at least has failed and waits; of the last, nothing may have left yet.
  await expect.poll(() => other.received.length, patience).toBeGreaterThan(0);
  references.push(await report(before, 3));
  stack?.kill('SIGKILL');

  answer.status = 204;
  const refused = other.received.length;
  const after = await startStack(dataDir);
  const bearer = await after.tokenOf('chief');
  const ids = await Promise.all(references.map((reference) => after.idOf(reference, bearer)));
  // The cases of the seeded station may come too.
  const missing = () => {
    const arrived = other.received.slice(refused).map(({ body }) => JSON.parse(body).data.id);
    return ids.filter((id) => !arrived.includes(id));
  };
  // Counted in minutes of the station, past the second pause of a sender: a busy machine takes longer and needs no more.
  for (let minutes = 0; minutes < 120 && missing().length > 0; minutes += 5) await after.advance(5);
  await expect.poll(missing, patience).toEqual([]);
  const newest = other.received.at(-1);
  const sentAt = Number(newest?.headers['webhook-timestamp']) * 1000;
  expect(newest && verified(entered.body.secret, newest, sentAt).type).toBe('case.submitted');
  const listed = await after.ask('GET /v1/office/webhooks', { bearer });
  expect(listed.body).toMatchObject({ sending: true, endpoints: [{ state: 'active', notDelivered: [] }] });
  await other.close();
});
