import { DynamoDBClient, GetItemCommand } from '@aws-sdk/client-dynamodb';
import { describe, expect, it } from 'vitest';
import { DAY, fromIso, MINUTE } from '../../../shared/engine/calendar/instant.ts';
import { type ClientRequest, type ClientResponse, lostPhone, type Sent, trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

const SEED = 261_123;
const weather = { names: ['lag', 'stale', 'throttle', 'conflict'], seed: SEED } as const;

// Day at the station, so that no message waits for the morning.
const { run, client } = await sharedStack({ weather, startAt: fromIso('2026-11-23T02:00:00.000Z') ?? 0 });

/** A call that may meet an outage of the table is sent again, as a browser or a person does. */
async function ask(id: Parameters<typeof client.ask>[0], request: ClientRequest): Promise<ClientResponse> {
  for (;;) {
    const answer = await client.ask(id, request);
    if (answer.status !== 503) return answer;
  }
}

/** Passes minutes until something is there: an index may be late, and an outage may cost a sweep or a message a minute. */
async function within<Found>(minutes: number, find: () => Promise<Found | undefined>): Promise<Found> {
  for (let passed = 0; passed <= minutes; passed += 1) {
    const found = await find();
    if (found !== undefined) return found;
    await client.advance(1);
    await run.settle();
  }
  throw new Error(`not there after ${minutes} minutes (seed ${SEED})`);
}

const bearer = await client.tokenOf('officer');

const listed = (reference: string) =>
  within(5, async () => {
    const query = { view: 'open', limit: '100' };
    const { body } = await ask('GET /v1/office/cases', { bearer, query });
    const row = body.rows.find((one: { readonly reference: string }) => one.reference === reference);
    return row as { readonly caseId: string; readonly status: string } | undefined;
  });

const told = ({ kind, to, level }: Sent): string => `${kind}→${to}${level ?? ''}`;

const messageOf = (reference: string, kind: string) =>
  within(10, async () => (await client.inbox(reference)).find((one) => one.kind === kind));

describe('with an index that is late, stale reads, throttling and rows that are held', () => {
  it('a case comes from its report to its rating, and each move counts once', async () => {
    const report = lostPhone(1);
    const submitted = await ask('POST /v1/cases', { body: report });
    // A report whose answer was an outage may have been received.
    expect([200, 201]).toContain(submitted.status);
    const { reference } = submitted.body;
    expect((await ask('POST /v1/cases', { body: report })).body.reference).toBe(reference);
    const { caseId: id } = await listed(reference);

    let version = 1;
    const move = async (body: object, commandId: string) => {
      const request = { path: { id }, bearer, body: { commandId, expectedVersion: version, ...body } };
      const moved = await ask('POST /v1/office/cases/{id}/moves', request);
      expect([moved.status, moved.text]).toEqual([200, expect.any(String)]);
      expect((await ask('POST /v1/office/cases/{id}/moves', request)).body).toMatchObject({
        version: moved.body.version,
      });
      version = moved.body.version;
      return moved.body;
    };
    await move({ move: 'acknowledge' }, 'weather-acknowledge');
    await move({ move: 'reply', text: '监控看过了，保洁员认出了捡到的人' }, 'weather-reply');
    await move(
      { move: 'resolve', outcome: 'returned', text: '手机找到了，请到警务室来取' },
      'weather-resolve',
    );

    const path = { token: report.token };
    const rated = await ask('POST /v1/track/{token}/rating', { path, body: { rating: 'satisfied' } });
    expect(rated.status).toBe(200);
    const { body } = await ask('GET /v1/track/{token}', { path });
    expect(body).toMatchObject({ reference, status: 'resolved' });
    expect(await messageOf(reference, 'reply')).toBeDefined();
  });

  it('what nobody acknowledges is reminded of, breached and escalated, each addressee told once', async () => {
    const missing = { place: 'b11-1', type: 'lost-person', what: '老人没回家', details: { who: 'elder' } };
    const bodies = [
      { ...lostPhone(2), token: trackingToken(2) },
      { ...missing, token: trackingToken(3) },
    ];
    const [phone, person] = await Promise.all(
      bodies.map(async (body) => (await ask('POST /v1/cases', { body })).body.reference as string),
    );
    const sent = async (reference = '') =>
      (await client.inbox(reference)).filter(({ to }) => to !== 'resident').map(told);
    // The breach of three minutes, the first two levels at five and ten; and half of the thirty minutes of the telephone.
    await within(20, async () => ((await sent(person)).includes('level→officer2') ? true : undefined));
    await within(20, async () =>
      (await sent(phone)).some((one) => one.startsWith('reminder')) ? true : undefined,
    );
    for (const reference of [phone, person]) {
      const all = await sent(reference);
      expect(all.toSorted()).toEqual([...new Set(all)].toSorted());
    }
    expect(await sent(person)).toEqual(
      expect.arrayContaining(['alert→guard', 'breach→guard', 'level→guard1', 'level→officer2']),
    );
  });

  it('the proof finds every case armed, every history whole and every message on its way', async () => {
    const now =
      fromIso(((await (await fetch(`${run.origin}/local/clock`)).json()) as { now: string }).now) ?? 0;
    await run.settle();
    await client.jump(Math.ceil(((Math.floor(now / DAY) + 1) * DAY - now) / MINUTE));
    const chief = await client.tokenOf('chief');
    const proof = await within(5, async () => {
      const { body } = await ask('GET /v1/office/proof', { bearer: chief });
      return body.proven && body.finished ? body : undefined;
    });
    expect(proof.violations).toEqual([]);
    expect(proof.armed).toBe(proof.open);
    expect(proof.messagesArmed).toBe(proof.messages);
    expect(proof.chainsValid).toBe(proof.chains);
  });

  it('all of it was there: the same table throttles a function that does not try again', async () => {
    const { AWS_ACCESS_KEY_ID = '', AWS_SECRET_ACCESS_KEY = '', ...settings } = run.environmentOf('public');
    const table = new DynamoDBClient({
      endpoint: settings.AWS_ENDPOINT_URL_DYNAMODB ?? '',
      region: 'local',
      credentials: { accessKeyId: AWS_ACCESS_KEY_ID, secretAccessKey: AWS_SECRET_ACCESS_KEY },
      maxAttempts: 1,
    });
    const read = new GetItemCommand({
      TableName: run.tableName,
      Key: { pk: { S: 'L#b03-1' }, sk: { S: 'PLACE' } },
    });
    const errors: unknown[] = [];
    for (let calls = 0; calls < 200; calls += 1) {
      await table.send(read).catch((error: Error) => errors.push(error.name));
    }
    table.destroy();
    // Which of the names of a throttled call is drawn too, and the workers draw from the same chance.
    expect(errors.length).toBeGreaterThan(0);
    for (const name of errors) expect(name).toMatch(/Throttling|RequestLimit|Throughput/);
  });

  it('nothing was given up but offers of messages, which the sweep makes anew', () => {
    const others = run.deadLetters().filter(({ body }) => !body.includes('"detail-type":"DeliveryOffered"'));
    expect(others).toEqual([]);
  });
});
