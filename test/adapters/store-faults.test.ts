import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { startEngine } from '../../infra/local/engine/engine.ts';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { documentClient } from '../../shared/adapters/dynamo/client.ts';
import { proofStore } from '../../shared/adapters/dynamo/proof.ts';
import { rateCounters } from '../../shared/adapters/dynamo/rate-counters.ts';
import type { Table } from '../../shared/adapters/dynamo/rows.ts';
import { seenRow } from '../../shared/adapters/dynamo/seen-row.ts';
import { dynamoStore } from '../../shared/adapters/dynamo/store.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { findReference } from '../../shared/cases/case-reference.ts';
import { findSubmission } from '../../shared/cases/intake/submission.ts';
import type { Store } from '../../shared/cases/world.ts';
import { findCommand } from '../../shared/engine/storage/command-record.ts';
import { aggregatePk, deliveryRow } from '../../shared/engine/storage/keys.ts';
import { Contended, Unavailable } from '../../shared/engine/storage/store-errors.ts';
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
const answered =
  (body: object): Answer =>
  (response) => {
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' });
    response.end(JSON.stringify(body));
  };
/** The answer to a write of one row that a transaction holds. */
const held = refusal('TransactionConflictException');
const hangUp: Answer = (response) => response.socket?.destroy();
const silence: Answer = () => undefined;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

/** A store whose DynamoDB gives the scripted responses, the last one repeatedly, and records the requests. */
async function scripted(...answers: readonly [Answer, ...Answer[]]) {
  // Only after a lost answer the SDK shall send again; what is refused is then sent again by the store itself.
  const maxAttempts = answers[0] === hangUp ? answers.length : 1;
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
  const waited: number[] = [];
  const wait = async (milliseconds: number) => waited.push(milliseconds);
  const table: Table = { documents, name: 'cases', aggregates, shardsPerLane: 1, wait };
  return { store: dynamoStore(table), table, asked, waited };
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
    const { store, asked, waited } = await scripted(cancelled('TransactionConflict'));
    await expect(store.commit(report)).rejects.toThrow(Contended);
    expect(asked).toHaveLength(5);
    expect(waited).toEqual([10, 40, 120, 300]);
    expect(new Set(tokensOf(asked)).size).toBe(5);
  });

  it('that is still in progress after its answer was lost is asked for until five seconds have passed', async () => {
    const inProgress = refusal('TransactionInProgressException');
    const { store, asked, waited } = await scripted(inProgress, inProgress, done);
    expect(await store.commit(report)).toEqual({ ok: true });
    expect(asked).toHaveLength(3);
    expect(new Set(tokensOf(asked)).size).toBe(1);
    expect(waited).toEqual([2000, 3000]);
  });

  it('that stays in progress has an unknown outcome, and is no lost race', async () => {
    const { store, asked, waited } = await scripted(refusal('TransactionInProgressException'));
    const error = await store.commit(report).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).not.toBeInstanceOf(Contended);
    expect(waited.reduce((sum, milliseconds) => sum + milliseconds, 0)).toBeGreaterThanOrEqual(5000);
    expect(new Set(tokensOf(asked)).size).toBe(1);
  });

  it('that is throttled on one row and held on another is an outage, and is not tried again', async () => {
    const { store, asked } = await scripted(cancelled('TransactionConflict', 'ThrottlingError'));
    const error = await store.commit(report).catch((caught: unknown) => caught);
    expect(error).toBeInstanceOf(Unavailable);
    expect(error).not.toBeInstanceOf(Contended);
    expect(asked).toHaveLength(1);
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

  const outages = ['ProvisionedThroughputExceededException', 'ThrottlingException', 'RequestLimitExceeded'];
  it.each(outages)('%s is an outage of the call, whichever it is', async (name) => {
    for (const [, ask] of reads) {
      const { store } = await scripted(refusal(name));
      const error = await ask(store).catch((caught: unknown) => caught);
      expect(error).toBeInstanceOf(Unavailable);
      expect(error).not.toBeInstanceOf(Contended);
    }
  });

  it.each(reads.slice(3))('%s waits for a transaction on its row', async (_, ask) => {
    const { store, asked } = await scripted(held, done);
    // What its row holds is not scripted; it was written with the second attempt.
    await ask(store).catch((error: unknown) => expect(error).not.toBeInstanceOf(Unavailable));
    expect(asked.length).toBeGreaterThanOrEqual(2);
  });

  it.each(reads.slice(3))(
    '%s whose row stays held by transactions is contended, not lost',
    async (_, ask) => {
      const { store, asked } = await scripted(held);
      await expect(ask(store)).rejects.toThrow(Contended);
      expect(asked).toHaveLength(5);
    },
  );

  it('a count waits for a transaction on its counter, and counts once', async () => {
    const { table, asked } = await scripted(held, answered({ Attributes: { count: { N: '3' } } }));
    expect(await rateCounters(table).countUp('reports', 1, TEN)).toBe(3);
    expect(asked).toHaveLength(2);
  });

  it('a repair of a row that stays held by transactions has lost its race', async () => {
    const { table } = await scripted(held);
    const row = seenRow(table, { ...deliveryRow(first.subject), state: 'pending' });
    if (row.row !== 'delivery') throw new Error('a delivery is seen as one');
    expect(await proofStore(table).repair(row, { due: 'none' })).toBe(false);
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
