import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalRun } from '../../../infra/local/run.ts';
import { temporaryDirectories } from '../runtime/temporary-directory.ts';
import { type Client, clientOf, type Sent, trackingToken } from './client.ts';
import { startStack } from './stack.ts';

const newDataDir = temporaryDirectories();
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const signer = new Webhook(secret);

interface Call {
  readonly id: string;
  readonly genuine: boolean;
  readonly type: string;
  readonly data: Sent;
}
const calls: Call[] = [];
let receiver: Server;
let run: LocalRun;
let client: Client;

/** Holds the signature against the time it names: the stack lives in its own time, the receiver in none. */
async function heard(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const id = String(request.headers['webhook-id']);
  const signedAt = new Date(Number(request.headers['webhook-timestamp']) * 1000);
  const genuine = request.headers['webhook-signature'] === signer.sign(id, signedAt, body);
  return { id, genuine, ...(JSON.parse(body) as Pick<Call, 'type' | 'data'>) };
}

beforeAll(async () => {
  receiver = createServer(async (request, response) => {
    calls.push(await heard(request));
    response.end();
  }).listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
  const hook = { name: 'hook', kind: 'webhook', audience: ['staff', 'resident'], url, secret } as const;
  run = await startStack({ dataDir: newDataDir(), channels: [hook] });
  client = clientOf(run.origin);
});
afterAll(async () => {
  await run?.close();
  receiver?.close();
});

let reports = 0;
async function lostPerson() {
  reports += 1;
  const token = trackingToken(reports);
  // Each from a building of its own, or those without a proof of work would be told of together.
  const place = `b${10 + reports}-1`;
  const body = { place, type: 'lost-person', what: '老人没回家', details: { who: 'elder' }, token };
  const submitted = await client.ask('POST /v1/cases', { body });
  await run.settle();
  return { reference: String(submitted.body.reference), token };
}

/** `kind→to` of every message, with its minutes since the report. */
const lines = (messages: readonly Sent[]): readonly string[] => {
  const start = Date.parse(messages[0]?.at ?? '');
  return messages.map(({ kind, to, at }) => `${Math.floor((Date.parse(at) - start) / 60_000)} ${kind}→${to}`);
};

describe('a lost person whom nobody touches', () => {
  it('reaches guards at once and levels at 5, 10, 15 and 30 minutes, each addressee once', async () => {
    const { reference } = await lostPerson();
    for (let minute = 0; minute < 32; minute += 1) await client.advance(1);
    const inbox = await client.inbox(reference);
    expect(inbox.map(({ kind, to, level }) => `${kind}→${to}${level ?? ''}`)).toEqual([
      'alert→guard',
      'breach→guard',
      'level→guard1',
      'level→officer2',
      'level→chief3',
      'level→district4',
    ]);
    // A minute is when the schedule fires, so a step is taken within the minute after it is due.
    expect(lines(inbox).map((line) => Number(line.split(' ')[0]))).toEqual([0, 3, 5, 10, 15, 30]);
    expect(inbox.every(({ people }) => people.length > 0)).toBe(true);
    expect(new Set(inbox.map(({ id }) => id)).size).toBe(inbox.length);
  });

  it('is told to the signed webhook just the same', async () => {
    const { reference } = await lostPerson();
    for (let minute = 0; minute < 11; minute += 1) await client.advance(1);
    const inbox = await client.inbox(reference);
    const hooked = calls.filter(({ data }) => data.reference === reference);
    expect(hooked.map(({ data }) => `${data.kind}→${data.to}`)).toEqual(
      inbox.map(({ kind, to }) => `${kind}→${to}`),
    );
    expect(hooked.every(({ genuine }) => genuine)).toBe(true);
    expect(hooked.every(({ id, data }) => id === data.id)).toBe(true);
  });

  it('after a 36 h outage is told once to each addressee, at the highest level', async () => {
    const { reference, token } = await lostPerson();
    const before = (await client.inbox(reference)).length;
    await client.jump(36 * 60);
    const after = (await client.inbox(reference)).slice(before);
    expect(after.map(({ kind, to }) => `${kind}→${to}`).toSorted()).toEqual([
      'breach→guard',
      'level→district',
    ]);
    expect(token).toBeTruthy();
  });
});

describe('an acknowledgement', () => {
  it('stops the escalation, and silence after it escalates again', async () => {
    const { reference } = await lostPerson();
    for (let minute = 0; minute < 11; minute += 1) await client.advance(1);
    const bearer = await client.tokenOf('officer');
    const { body } = await client.ask('GET /v1/office/cases', {
      bearer,
      query: { view: 'open', limit: '100' },
    });
    const row = body.rows.find((one: { reference: string }) => one.reference === reference);
    const path = { id: row.caseId };
    const { body: caseDetails } = await client.ask('GET /v1/office/cases/{id}', { bearer, path });
    const acknowledged = await client.ask('POST /v1/office/cases/{id}/moves', {
      bearer,
      path,
      body: { move: 'acknowledge-escalation', expectedVersion: caseDetails.version },
    });
    expect(acknowledged.status).toBe(200);
    // The officer's level lasts five minutes, counted from when it was taken on.
    const levels = async () => (await client.inbox(reference)).filter(({ kind }) => kind === 'level');
    for (let minute = 0; minute < 4; minute += 1) await client.advance(1);
    expect((await levels()).at(-1)?.to).toBe('officer');
    await client.advance(2);
    expect((await levels()).at(-1)?.to).toBe('chief');
  });
});
