import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine } from '../../infra/local/engine/engine.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { findReference } from '../../shared/cases/case-reference.ts';
import { findSubmission } from '../../shared/cases/intake/submission.ts';
import type { Store } from '../../shared/cases/world.ts';
import { findCommand } from '../../shared/engine/storage/command-record.ts';
import { aggregatePk } from '../../shared/engine/storage/keys.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import { delivery, scope, submitted, TEN } from '../contract/cases.ts';
import { createTable, localAccount, testClient } from '../dynamo-engine.ts';

// Faults that the local engine never shows: contention, throttling, lost responses and timeouts.

type Answer = (response: ServerResponse) => void;

const refusal =
  (type: string, more: object = {}, status = 400): Answer =>
  (response) => {
    response.writeHead(status, { 'content-type': 'application/x-amz-json-1.0' });
    const __type = `com.amazonaws.dynamodb.v20120810#${type}`;
    response.end(JSON.stringify({ __type, message: 'about 13800138000', ...more }));
  };
const cancelled = (...codes: readonly string[]): Answer =>
  refusal('TransactionCanceledException', { CancellationReasons: codes.map((Code) => ({ Code })) });
const done: Answer = (response) => {
  response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
  response.end('{}');
};
const hangUp: Answer = (response) => response.socket?.destroy();
const silence: Answer = () => undefined;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A store whose DynamoDB gives the scripted responses, the last one repeatedly, and records the requests. */
async function scripted(...answers: readonly [Answer, ...Answer[]]) {
  // A second attempt of the SDK is only needed if a second response is scripted.
  const maxAttempts = answers.length;
  const asked: Record<string, unknown>[] = [];
  const server = createServer(async (request: IncomingMessage, response) => {
    let body = '';
    for await (const chunk of request.setEncoding('utf8')) body += chunk;
    asked.push(JSON.parse(body));
    (answers[asked.length - 1] ?? answers.at(-1))?.(response);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const endpoint = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  // Short timeouts only if the server stays silent; other responses arrive, however slow the machine is.
  const timeoutFactor = answers.includes(silence) ? 0.1 : TIMEOUT_FACTOR;
  const documents = documentClient({ endpoint, ...localAccount, maxAttempts }, timeoutFactor);
  ends.push(() => {
    documents.destroy();
    server.closeAllConnections();
    server.close();
  });
  return { store: dynamoStore({ documents, name: 'cases', aggregates, shardsPerLane: 1 }), asked };
}

const report = submitted();
const { key } = report;
const first = delivery(report.after);
const tokensOf = (asked: readonly Record<string, unknown>[]) => asked.map((body) => body.ClientRequestToken);

describe('a commit', () => {
  it('waits for another transaction on its rows, and is a new one each time', async () => {
    const { store, asked } = await scripted(cancelled('None', 'TransactionConflict'), done);
    expect(await store.commit(report)).toEqual({ ok: true });
    const [before, after] = tokensOf(asked);
    expect(before).toEqual(expect.any(String));
    expect(after).not.toEqual(before);
  });

  it('gives up on rows that stay locked by another transaction', async () => {
    const { store, asked } = await scripted(cancelled('TransactionConflict'));
    await expect(store.commit(report)).rejects.toThrow(Unavailable);
    expect(asked).toHaveLength(4);
  });

  it('is a conflict when a condition failed, whatever else failed with it', async () => {
    // The rows for token and reference come before the row of the case.
    const { store } = await scripted(
      cancelled('None', 'None', 'ConditionalCheckFailed', 'TransactionConflict'),
      cancelled('TransactionConflict', 'ConditionalCheckFailed', 'ConditionalCheckFailed'),
      cancelled('ConditionalCheckFailed', 'TransactionConflict'),
    );
    expect(await store.commit(report)).toEqual({ ok: false, conflict: 'version' });
    expect(await store.commit(report)).toEqual({ ok: false, conflict: 'reference' });
    expect(await store.commit(report)).toEqual({ ok: false, conflict: 'token' });
  });

  it.each(['ThrottlingError', 'ProvisionedThroughputExceeded'])('is unavailable on %s', async (code) => {
    const { store } = await scripted(cancelled('None', code));
    await expect(store.commit(report)).rejects.toThrow(Unavailable);
  });

  it('whose response is lost is sent again as the same transaction', async () => {
    const { store, asked } = await scripted(hangUp, done);
    expect(await store.commit(report)).toEqual({ ok: true });
    const [before, after] = tokensOf(asked);
    expect(before).toEqual(expect.any(String));
    expect(after).toEqual(before);
  });

  it.each([
    ['hangs', silence],
    ['hangs up', hangUp],
    ['is broken', refusal('InternalServerError', {}, 500)],
    ['is throttled', refusal('ThrottlingException')],
  ])('is unavailable when DynamoDB %s', async (_, answer) => {
    const { store } = await scripted(answer);
    await expect(store.commit(report)).rejects.toThrow(Unavailable);
  });

  it('that DynamoDB rejects as invalid is a defect, and its error contains no data', async () => {
    for (const answer of [refusal('ValidationException'), cancelled('ValidationError')]) {
      const { store } = await scripted(answer);
      const error = await store.commit(report).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Error);
      expect(error).not.toBeInstanceOf(Unavailable);
      expect(`${(error as Error).stack} ${JSON.stringify(error)}`).not.toContain('13800138000');
    }
  });
});

const reads: readonly [string, (store: Store) => Promise<unknown>][] = [
  ['a load', (store) => store.load(key)],
  ['a history', (store) => store.history(key)],
  ['the due index', (store) => store.due('P0', 0, TEN, 10)],
  ['a claim', (store) => store.claim(first, TEN)],
  ['a settling', (store) => store.settle(first, 'sent')],
  ['a write of companions', (store) => store.writeCompanions(report.companions)],
  ['a park', (store) => store.park({ row: 'aggregate', key, dueAt: TEN }, TEN)],
];

describe('what decisions depend on', () => {
  const rested: readonly [string, (store: Store) => Promise<unknown>][] = [
    ['a case', (store) => store.load(key)],
    ['its history', (store) => store.history(key)],
    ['a token', (store) => findSubmission(store, 'hash')],
    ['a command', (store) => findCommand(store, key, 'c1')],
    ['a reference', (store) => findReference(store, scope(), report.after.reference)],
    ['the companions of a case', (store) => store.companions(aggregatePk(key), { from: 'Q#', limit: 10 })],
    ['a delivery', (store) => store.loadDelivery(first.subject)],
    ['the people of a station', (store) => store.roster(key.station)],
    ['how often a row was parked', (store) => store.timesParked({ row: 'aggregate', key, dueAt: TEN })],
  ];

  it.each(rested)('%s is read consistently', async (_, ask) => {
    const { store, asked } = await scripted(done);
    await ask(store);
    expect(asked).toEqual([expect.objectContaining({ ConsistentRead: true })]);
  });
});

describe('without an answer', () => {
  it.each(reads)('%s is unavailable', async (_, ask) => {
    const { store } = await scripted(refusal('ProvisionedThroughputExceededException'));
    await expect(ask(store)).rejects.toThrow(Unavailable);
  });

  it.each(reads.slice(3))('%s that meets a transaction is unavailable, not lost', async (_, ask) => {
    const { store } = await scripted(refusal('TransactionConflictException'));
    await expect(ask(store)).rejects.toThrow(Unavailable);
  });
});

describe('an engine that goes down', () => {
  it('leaves every commit whole or absent, and none that was acknowledged absent', async () => {
    const dataDir = await mkdtemp(join(tmpdir(), 'huiying-down-'));
    ends.push(() => rm(dataDir, { recursive: true, force: true }));
    const name = 'cases';
    const commits = Array.from({ length: 40 }, (_, index) => submitted({}, TEN, `token-${index}`));

    const first = await startEngine(dataDir, () => undefined);
    const documents = testClient(first.endpoint, { maxAttempts: 1 });
    await documents.send(createTable(name));
    const store = dynamoStore({ documents, name, aggregates, shardsPerLane: 1 });
    const outcomes = commits.map((commit) =>
      store.commit(commit).catch((error: unknown) => error instanceof Unavailable && 'unavailable'),
    );
    await Promise.race(outcomes);
    await first.close();
    const acknowledged = await Promise.all(outcomes);
    await expect(store.commit(submitted())).rejects.toThrow(Unavailable);
    documents.destroy();

    const second = await startEngine(dataDir, () => undefined);
    const again = testClient(second.endpoint);
    const revived = dynamoStore({ documents: again, name, aggregates, shardsPerLane: 1 });
    for (const [index, { key, after, facts, texts, deliveries }] of commits.entries()) {
      const found = await revived.load(key);
      if (acknowledged[index] !== 'unavailable') expect(found).toEqual(after);
      const whole =
        found === undefined ? { facts: [], texts: [], deliveries: [] } : { facts, texts, deliveries };
      expect(await revived.history(key)).toEqual({ ...whole, enclosed: [] });
      const token = await findSubmission(revived, `token-${index}`);
      expect(token?.key).toEqual(found && key);
      expect(await findReference(revived, scope(), after.reference)).toEqual(found && key);
    }
    again.destroy();
    await second.close();
  });
});
