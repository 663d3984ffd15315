import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { appendFileSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { paginateScan } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, inject, it } from 'vitest';
import { testClient } from '../../dynamo-engine.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { type Client, clientOf, trackingToken } from './client.ts';

const newDataDir = temporaryDirectories();
const start = join(import.meta.dirname, '..', '..', '..', 'infra', 'local', 'start.ts');

let stack: ChildProcess | undefined;
afterAll(() => stack?.kill('SIGKILL'));

/** Starts the stack as `npm start` does, in a process of its own, and resolves when it is ready. */
async function startStack(dataDir: string, ...more: readonly string[]): Promise<Client> {
  const child = spawn(process.execPath, [start, '--data-dir', dataDir, '--port', '0', ...more], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
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

const SUBMISSIONS = 200;
const PARALLEL = 8;
const BUILDINGS = 23;

describe('kill -9 in the middle of 200 submissions', () => {
  it('loses no acknowledged case, its next step, or a message that is due', async () => {
    const dataDir = newDataDir();
    // Straight into the outbox: a robot takes ten messages a minute, and here a hundred alerts come in one.
    const client = await startStack(dataDir, '--messages', 'outbox', '--bundles', inject('bundles'));

    const acknowledged = new Map<number, string>();
    const left = Array.from({ length: SUBMISSIONS }, (_, n) => n);
    const reporter = async (): Promise<void> => {
      for (let n = left.shift(); n !== undefined; n = left.shift()) {
        // Half way the stack is killed; requests that fail from then on are not acknowledged.
        if (n === SUBMISSIONS / 2) stack?.kill('SIGKILL');
        const reference = await report(client, n).catch(() => undefined);
        if (reference !== undefined) acknowledged.set(n, reference);
      }
    };
    await Promise.all(Array.from({ length: PARALLEL }, reporter));
    expect(acknowledged.size).toBeGreaterThan(SUBMISSIONS / 4);
    expect(acknowledged.size).toBeLessThan(SUBMISSIONS);

    // As if it had been killed while the notary added a segment, too.
    const log = join(dataDir, 'notary', 'log');
    appendFileSync(log, '001795000000000-wtorn-000000007 {"at":17');

    const restarted = await startStack(dataDir);
    // A message that was being sent is retried after a minute, a digest of many reports from one building follows another
    // minute later, and the sweep runs once a minute.
    await restarted.advance(4);
    const announced = new Set(
      (await restarted.inbox())
        .filter(({ kind }) => kind === 'alert' || kind === 'digest')
        .flatMap(({ reference, batch }) => [reference, ...(batch?.references ?? [])]),
    );
    for (const [n, reference] of acknowledged) {
      const { body } = await restarted.ask('GET /v1/track/{token}', { path: { token: trackingToken(n) } });
      expect(body).toMatchObject({ reference, status: 'received' });
      expect(body.nextStep.by).toMatch(/^20/);
      expect(announced).toContain(reference);
    }

    // What was committed and not yet stated when the run was killed is stated afterwards, and nothing of the log is lost.
    const heads = await headsInTable(dataDir);
    expect(heads.size).toBeGreaterThanOrEqual(acknowledged.size);
    await expect.poll(() => statedHeads(log), { interval: 500 }).toEqual(heads);

    // A resident without an answer sends again with the same token, and the report is received once.
    const unanswered = Array.from({ length: SUBMISSIONS }, (_, n) => n).filter((n) => !acknowledged.has(n));
    for (const n of unanswered.slice(0, 10)) expect(await report(restarted, n)).toMatch(/^\d{7}$/);

    stack?.kill('SIGINT');
    if (stack !== undefined) expect(await once(stack, 'exit')).toEqual([0, null]);
  });
});

/** The newest head of each history, as the table has it. */
async function headsInTable(dataDir: string): Promise<ReadonlyMap<string, string>> {
  const settings = readFileSync(join(dataDir, 'addresses.env'), 'utf8');
  const setting = (name: string) => new RegExp(`${name}='(.*)'`).exec(settings)?.[1] ?? '';
  const documents = testClient(setting('AWS_ENDPOINT_URL_DYNAMODB'));
  const heads = new Map<string, string>();
  for await (const { Items = [] } of paginateScan(
    { client: documents },
    { TableName: setting('TABLE'), ConsistentRead: true },
  )) {
    for (const { pk, sk, head } of Items) if (sk === 'STATE') heads.set(pk, head);
  }
  documents.destroy();
  return heads;
}

/** The newest head of each history, as the log has it. Throws for a line that is not whole, and for a gap. */
function statedHeads(log: string): ReadonlyMap<string, string> {
  const segments = readFileSync(log, 'utf8')
    .split('\n')
    .slice(0, -1)
    .map((line) => JSON.parse(line.slice(line.indexOf(' ') + 1)));
  const heads = new Map<string, string>();
  const stated = new Set<string>();
  for (const { chain, head, after } of segments.flatMap(({ statements }) => statements)) {
    // A batch that was stated, and not yet counted as done, is stated again.
    if (stated.has(head)) continue;
    stated.add(head);
    expect(after.head).toBe(heads.get(chain) ?? '');
    heads.set(chain, head);
  }
  expect(segments.flatMap(({ objections }) => objections)).toEqual([]);
  return heads;
}

/** Spreads reports over all buildings, since a digest lists the references of at most ten reports of one building. */
const placeOf = (n: number): string => `b${String(1 + (n % BUILDINGS)).padStart(2, '0')}-1`;

async function report(client: Client, n: number): Promise<string> {
  const body = { place: placeOf(n), type: 'lost-person', what: `老人没回家 ${n}`, token: trackingToken(n) };
  const answer = await client.ask('POST /v1/cases', { body });
  if (answer.status >= 300) throw new Error(`not received: ${answer.status}`);
  return String(answer.body.reference);
}
