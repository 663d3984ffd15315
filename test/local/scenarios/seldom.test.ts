import { InvokeCommand, LambdaClient } from '@aws-sdk/client-lambda';
import { UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { DAY, fromIso, HOUR, MINUTE, toIso } from '../../../shared/engine/calendar/instant.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { stateRow } from '../../../shared/engine/storage/keys.ts';
import type { NotaryRequest } from '../../../shared/handlers/notary-request.ts';
import type { OperateRequest } from '../../../shared/handlers/operate-request.ts';
import { localAccount, testClient } from '../../dynamo-engine.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

// What happens seldom in a station needs rights all the same. With photos.test.ts, proof.test.ts and resident-notices.test.ts this
// needs the statements of every role (`npm run statements`).

// 23:30 at the station.
const startAt = Date.UTC(2026, 10, 23, 15, 30);
const { run, client } = await sharedStack({ startAt });
const documents = testClient(run.endpoint);
const lambda = new LambdaClient({ endpoint: run.invokeEndpoint, maxAttempts: 1, ...localAccount });
afterAll(() => {
  documents.destroy();
  lambda.destroy();
});
const officer = await client.tokenOf('officer');
const chief = await client.tokenOf('chief');

async function invoked(FunctionName: string, request: OperateRequest | NotaryRequest): Promise<unknown> {
  const answer = await lambda.send(new InvokeCommand({ FunctionName, Payload: JSON.stringify(request) }));
  return JSON.parse(Buffer.from(answer.Payload ?? []).toString('utf8'));
}

interface Finding {
  readonly kind: string;
  readonly where: string;
}

async function now(): Promise<number> {
  const response = await fetch(`${run.origin}/local/clock`);
  return fromIso(((await response.json()) as { now: string }).now) ?? Number.NaN;
}

/** The prover runs at midnight UTC. What happened before is stated before the day is over. */
async function nextProof() {
  await run.settle();
  await client.jump(Math.ceil((DAY - ((await now()) % DAY)) / MINUTE));
  await run.settle();
  const { body } = await client.ask('GET /v1/office/proof', { bearer: chief });
  return body;
}

async function report(n: number, body: object): Promise<{ readonly reference: string; readonly id: CaseId }> {
  const submitted = await client.ask('POST /v1/cases', { body: { ...body, token: trackingToken(n) } });
  expect(submitted.status).toBe(201);
  const { reference } = submitted.body;
  return { reference, id: (await client.idOf(reference, officer)) as CaseId };
}

describe('staff', () => {
  it('report for somebody who walked in, once, and see everything in the order in which it came', async () => {
    const body = {
      place: 'b03-1',
      type: 'consultation',
      what: '户口怎么迁',
      channel: 'walk-in',
      contact: { phone: '13800000009' },
      token: trackingToken(1),
    };
    const first = await client.ask('POST /v1/office/cases', { bearer: officer, body });
    expect(first.status).toBe(201);
    const again = await client.ask('POST /v1/office/cases', { bearer: officer, body });
    expect([again.status, again.body.reference]).toEqual([200, first.body.reference]);
    const query = { order: 'received', view: 'all', limit: '50' };
    const { body: list } = await client.ask('GET /v1/office/cases', { bearer: officer, query });
    expect(list.rows.map((row: { readonly reference: string }) => row.reference)).toContain(
      first.body.reference,
    );
  });

  it('give a place a new code', async () => {
    const request = { bearer: chief, path: { place: 'b04-1' } };
    const { status, body } = await client.ask('POST /v1/office/places/{place}/code', request);
    expect(status).toBe(200);
    expect((await client.ask('GET /v1/places/{place}', { path: { place: body.place } })).status).toBe(200);
  });

  it('read a secret case, and are briefed in the morning of what the night held back', async () => {
    const { id } = await report(2, { place: 'b05-1', type: 'lead', what: '有人在楼道里徘徊', details: {} });
    const read = await client.ask('GET /v1/office/cases/{id}', { bearer: officer, path: { id } });
    expect(read.status).toBe(200);
    const [{ version, index }] = read.body.texts;
    const asked = { bearer: officer, path: { id }, body: { what: 'text', version, index } };
    expect((await client.ask('POST /v1/office/cases/{id}/reveal', asked)).body.text).toBe('有人在楼道里徘徊');
    const { body } = await client.ask('GET /v1/office/cases/{id}/reads', { bearer: chief, path: { id } });
    expect(body.reads).toHaveLength(1);
    await report(3, { place: 'b06-1', type: 'dispute', what: '楼上漏水，没人管', details: {} });
    await run.settle();
    await client.jump((7.5 * HOUR) / MINUTE);
    await client.advance(2);
    await run.settle();
    expect((await client.inbox()).map(({ kind }) => kind)).toContain('brief');
  });
});

describe('operators', () => {
  it('find a case that does not read, which is parked, and set it right', async () => {
    const { id } = await report(4, {
      place: 'b07-1',
      type: 'lost-person',
      what: '老人没回家',
      details: { who: 'elder' },
    });
    await run.settle();
    const Key = stateRow(keyOf({ station: stationId('st1'), caseId: id }));
    await documents.send(
      new UpdateCommand({
        TableName: run.tableName,
        Key,
        UpdateExpression: 'SET #status = :not',
        ExpressionAttributeNames: { '#status': 'status' },
        ExpressionAttributeValues: { ':not': 'no-such-status' },
      }),
    );
    await client.jump(4);
    const about = { station: stationId('st1'), case: id };
    const { lines } = (await invoked('operate', { action: 'row', ...about })) as {
      readonly lines: readonly string[];
    };
    const { version: seen, parked_attempts: parked } = JSON.parse(lines.join(''));
    expect(parked).toBeGreaterThan(0);
    const facts = await invoked('operate', { action: 'facts', ...about });
    expect(JSON.stringify(facts)).toContain('submitted');
    const right = { action: 'set', ...about, seen, attribute: 'status', value: 'received' } as const;
    expect(await invoked('operate', right)).toHaveProperty('lines');
    await client.jump(5);
    await run.settle();
    const found = await client.ask('GET /v1/office/cases/{id}', { bearer: officer, path: { id } });
    expect(found.body.version).toBeGreaterThan(seen + 1);
  });

  it('enter a station, with keys of its own', async () => {
    const words = { 'zh-CN': '清河里', en: 'Qinghe Lane' };
    const file = JSON.stringify({
      station: 'st6',
      words,
      compound: words,
      phone: '0931 2660110',
      places: [{ code: 'v1-1', building: 'v1', entrance: '1', words }],
      people: [{ person: 'p-zhao', role: 'chief', displayName: '赵' }],
    });
    expect(await invoked('operate', { action: 'enter-station', file })).toHaveProperty('lines');
    expect((await client.ask('GET /v1/places/{place}', { path: { place: 'v1-1' } })).status).toBe(200);
  });

  it('say that the table was restored, and the proof has the notary state again what that made void', async () => {
    expect((await nextProof()).proven).toBe(true);
    // Said twice, so that the same is missing twice.
    for (let times = 0; times < 2; times += 1) {
      const restored = { to: toIso(startAt + MINUTE) };
      expect(await invoked('notary', { restored })).toEqual({ recorded: { restored } });
      expect(await nextProof()).toMatchObject({ proven: true, finished: true });
    }
    // The state that was spoiled above is what the notary was told of first, and it objects to what became of it.
    const found = async () =>
      (await nextProof()).violations.map(({ kind, where }: Finding) => `${kind}: ${where}`);
    await expect.poll(found, { interval: 100 }).toEqual(['objection: state-changed 1']);
  });
});
