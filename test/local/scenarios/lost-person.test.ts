import { once } from 'node:events';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Webhook } from 'standardwebhooks';
import { afterAll, expect, it } from 'vitest';
import { routedRoles } from '../../../shared/engine/outbox/route.ts';
import { type Sent, trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const signer = new Webhook(secret);

interface Call {
  readonly id: string;
  readonly genuine: boolean;
  readonly type: string;
  readonly data: Sent;
}
const calls: Call[] = [];

/** Parses a webhook call and verifies its signature with its own timestamp, since the stack has a virtual clock. */
async function callOf(request: IncomingMessage): Promise<Call> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString('utf8');
  const id = String(request.headers['webhook-id']);
  const signedAt = new Date(Number(request.headers['webhook-timestamp']) * 1000);
  const genuine = request.headers['webhook-signature'] === signer.sign(id, signedAt, body);
  return { id, genuine, ...(JSON.parse(body) as Pick<Call, 'type' | 'data'>) };
}

const receiver = createServer(async (request, response) => {
  calls.push(await callOf(request));
  response.end();
}).listen(0, '127.0.0.1');
await once(receiver, 'listening');
afterAll(() => receiver.close());
const url = `http://127.0.0.1:${(receiver.address() as AddressInfo).port}/hook`;
const hook = { name: 'hook', kind: 'webhook', to: routedRoles, secret: { url, secret } } as const;
const { run, client } = await sharedStack({ channels: [hook] });

it('an unhandled lost person reaches guards at once and levels at 5, 10, 15 and 30 minutes, each addressee once, by a signed webhook', async () => {
  const body = { place: 'b11-1', type: 'lost-person', what: '老人没回家', details: { who: 'elder' } };
  const { body: submitted } = await client.ask('POST /v1/cases', {
    body: { ...body, token: trackingToken(1) },
  });
  await run.settle();
  for (let minute = 0; minute < 32; minute += 1) await client.advance(1);
  const hooked = calls.filter(({ data }) => data.reference === submitted.reference);
  const inbox = hooked.map(({ data }) => data);
  const start = Date.parse(inbox[0]?.at ?? '');
  const minuteOf = ({ at }: Sent) => Math.floor((Date.parse(at) - start) / 60_000);
  // The schedule fires once a minute, so a step is taken within a minute after it is due.
  expect(inbox.map((sent) => `${minuteOf(sent)} ${sent.kind}→${sent.to}${sent.level ?? ''}`)).toEqual([
    '0 alert→guard',
    '3 breach→guard',
    '5 level→guard1',
    '10 level→officer2',
    '15 level→chief3',
    '30 level→district4',
  ]);
  expect(inbox.every(({ people }) => people.length > 0)).toBe(true);
  expect(new Set(inbox.map(({ id }) => id)).size).toBe(inbox.length);
  expect(await client.inbox(submitted.reference)).toEqual([]);
  expect(hooked.every(({ id, genuine, data }) => genuine && id === data.id)).toBe(true);
});
