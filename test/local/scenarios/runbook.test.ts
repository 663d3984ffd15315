import { subscribe } from 'node:diagnostics_channel';
import { once } from 'node:events';
import { renameSync, writeFileSync } from 'node:fs';
import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import type { Worker } from 'node:worker_threads';
import {
  DynamoDBClient,
  type GlobalSecondaryIndexUpdate,
  UpdateTableCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { ListQueuesCommand, SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { afterAll, describe, expect, it } from 'vitest';
import { dynamoStore } from '../../../shared/adapters/dynamo/store.ts';
import { tableShape } from '../../../shared/adapters/dynamo/table.ts';
import { aggregates } from '../../../shared/aggregates.ts';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { fromIso } from '../../../shared/engine/calendar/instant.ts';
import { stationId } from '../../../shared/engine/scope.ts';
import { enclosedRow, stateRow } from '../../../shared/engine/storage/keys.ts';
import { peoplePk } from '../../../shared/stations/keys.ts';
import { brief } from '../../contract/cases.ts';
import { alarmsThatNeedAws, commandsOf, stepsOf, waysOf } from '../../docs/runbook-page.ts';
import { localAccount, testClient } from '../../dynamo-engine.ts';
import { jpeg } from '../../pictures.ts';
import { type PhotoGrant, postPhoto, trackingToken } from './client.ts';
import { cuttableStore } from './cuttable-store.ts';
import { openShell } from './shell.ts';
import { sharedStack } from './stack.ts';

// Causes each fault of the runbook in one local run and handles it with the runbook's own commands.

const environment = waysOf('On one machine');
const secret = `whsec_${Buffer.alloc(32, 5).toString('base64')}`;
const st1 = stationId('st1');
/** A Monday, 10:00 at the station. */
const startAt = fromIso('2026-11-23T02:00:00.000Z') ?? 0;

/** The status that the robot's webhook answers, and the ids of the accepted messages. */
const service = { answers: 200, taken: [] as string[] };
const given = new Set<string>();

/** The fault of requests to the bus, injected through a Node diagnostics channel. */
const busRequests: { put: 'through' | 'spoiled' | 'deadly' } = { put: 'through' };
const threads = new Set<Worker>();
subscribe('worker_threads', (message) => {
  threads.add((message as { worker: Worker }).worker);
});
subscribe('http.server.request.start', (message) => {
  const { headers } = (message as { request: IncomingMessage }).request;
  if (headers['x-amz-target'] !== 'AWSEvents.PutEvents') return;
  if (busRequests.put === 'spoiled') headers['x-amz-target'] = 'AWSEvents.Spoiled';
  if (busRequests.put === 'deadly') {
    for (const thread of threads) if (thread.threadName === 'relay') void thread.terminate();
  }
});

const robot = createServer((request, response) => {
  request.resume();
  if (service.answers === 200) service.taken.push(String(request.headers['webhook-id']));
  response.writeHead(service.answers).end();
}).listen(0, '127.0.0.1');
await once(robot, 'listening');
const url = `http://127.0.0.1:${(robot.address() as AddressInfo).port}/hook`;
const to = ['guard', 'officer', 'chief', 'district'] as const;
const channels = [{ name: 'robot', kind: 'webhook', to, secret: { url, secret } }] as const;
const store = await cuttableStore();
const { run, client } = await sharedStack({
  startAt,
  channels,
  dynamoEndpoint: store.endpoint,
  webhooks: true,
});
const documents = testClient(run.endpoint);
const shell = openShell({ DATA_DIR: run.dataDir });
await shell.run(environment);
afterAll(async () => {
  await shell.close();
  documents.destroy();
  robot.close();
});

/** Runs a runbook command of an alarm with its `<names>` replaced in order, and notes it as tried. */
async function runStep(alarm: string, command: string, ...names: readonly string[]): Promise<string> {
  const step = `${alarm}: ${command}`;
  expect(stepsOf(commandsOf(environment))).toContain(step);
  given.add(step);
  let filled = command;
  for (const name of names) filled = filled.replace(/<\w+>/, name);
  return filled === 'prove' ? prove() : shell.run(filled);
}

/**
 * The proof of the next day. On a busy machine the notary takes a while; what was written just before must be stated by
 * then, since the proof finds it a day old.
 */
async function prove(): Promise<string> {
  await run.settle();
  return shell.run('prove');
}

/** A log line may appear a moment after it was written. */
const patience = { interval: 100 };
const shows = (alarm: string, command: string, shown: string | RegExp) =>
  expect.poll(() => runStep(alarm, command), patience).toMatch(shown);

let reports = 0;
/** Reports a lost person, whose alert goes to the guards at once, day and night. */
async function report() {
  reports += 1;
  const token = trackingToken(reports);
  // A building of its own, since reports from one building would be batched in a digest.
  const place = `b${String(reports).padStart(2, '0')}-1`;
  const body = { place, type: 'lost-person', what: '老人没回家', details: { who: 'elder' }, token };
  const { body: submitted } = await client.ask('POST /v1/cases', { body });
  await run.settle();
  const caseId = (await client.idOf(submitted.reference, await client.tokenOf('chief'))) as CaseId;
  const key = keyOf({ station: st1, caseId });
  return { key, token, alert: `st1-${caseId}-1-0`, row: { TableName: run.tableName, Key: stateRow(key) } };
}

const set = (TableName: string, Key: { pk: string; sk: string }, attribute: string, value: unknown) =>
  documents.send(
    new UpdateCommand({
      TableName,
      Key,
      UpdateExpression: 'SET #attribute = :value',
      ExpressionAttributeNames: { '#attribute': attribute },
      ExpressionAttributeValues: { ':value': value },
    }),
  );

/** The value of a variable of the runbook’s shell, such as an endpoint. */
const address = (name: string) => shell.run(`echo "$${name}"`);

async function putDeadLetter(queue: string, body: unknown): Promise<void> {
  const sqs = new SQSClient({
    endpoint: await address('AWS_ENDPOINT_URL_SQS'),
    ...localAccount,
    useQueueUrlAsEndpoint: false,
  });
  const { QueueUrls = [] } = await sqs.send(new ListQueuesCommand({}));
  const QueueUrl = QueueUrls.find((one) => one.includes(queue));
  await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: JSON.stringify(body) }));
  sqs.destroy();
}

async function putOnBus(detail: object): Promise<void> {
  const bus = new EventBridgeClient({
    endpoint: await address('AWS_ENDPOINT_URL_EVENTBRIDGE'),
    ...localAccount,
  });
  const EventBusName = await address('BUS');
  const entry = {
    EventBusName,
    Source: 'huiying',
    DetailType: 'DeliveryOffered',
    Detail: JSON.stringify(detail),
  };
  await bus.send(new PutEventsCommand({ Entries: [entry] }));
  bus.destroy();
  await run.settle();
}

/** Deletes the due index, which has the effect of a missing permission. Returns a function that restores it. */
async function takeAwayIndex(): Promise<() => Promise<void>> {
  const engine = new DynamoDBClient({ endpoint: run.endpoint, ...localAccount });
  const change = (update: GlobalSecondaryIndexUpdate) =>
    engine.send(
      new UpdateTableCommand({
        TableName: run.tableName,
        AttributeDefinitions: tableShape.AttributeDefinitions,
        GlobalSecondaryIndexUpdates: [update],
      }),
    );
  await change({ Delete: { IndexName: 'due' } });
  return async () => {
    const { GlobalSecondaryIndexes = [] } = tableShape;
    const { IndexName, KeySchema, Projection } =
      GlobalSecondaryIndexes.find((index) => index.IndexName === 'due') ?? never();
    await change({ Create: { IndexName, KeySchema, Projection } });
    engine.destroy();
  };
}

/** Posts a photo with a grant. */
const post = async (grant: PhotoGrant) =>
  expect((await postPhoto(grant, await jpeg(64, 64))).status).toBe(204);

const offerOf = ({ key }: { key: { id: string } }, index: number, attempt: number) => ({
  ...{
    schemaVersion: 1,
    about: 'aggregate',
    station: 'st1',
    kind: 'case',
    id: key.id,
    version: 1,
    index,
    attempt,
    audience: 'staff',
  },
});
const tick = { source: 'aws.scheduler', 'detail-type': 'Scheduled Event', detail: '{}' };

describe('the runbook, carried out once', () => {
  it('on a quiet morning shows that clock, HTTP functions and proof are well', async () => {
    await client.advance(2);
    await shows('sweep-heartbeat', 'logs sweep rows-due', /"rows-due":\d/);
    await shows('sweep-unfinished', 'logs sweep rows-due', /"sweeps-unfinished":0/);
    await shows('sweep-dead-letters', 'logs sweep steps-taken', /"steps-taken":\d/);
    await shows('sweep-lag', 'logs sweep sweep-lag-seconds', /"sweep-lag-seconds":\d/);
    expect(await runStep('public-errors', 'health')).toBe('{"status":"ok"}');
    expect(await runStep('staff-errors', 'office me')).toMatch(/"role":"chief"|"chief"/);
    expect(await runStep('lane-stopped', 'board open')).toMatch(/"reference"/);
    expect(await runStep('roster-unreadable', 'roster <station>', 'st1')).toMatch(/"role":"chief"/);
    for (const [alarm, command] of [
      ['public-errors', 'logs public ERROR'],
      ['staff-errors', 'logs staff ERROR'],
      ['operate-errors', 'logs operate ERROR'],
      // The sender never started, so it has no log lines.
      ['bus-offers-dead-letters', 'logs notify ERROR'],
      ['notary-errors', 'logs notary ERROR'],
      ['notary-stream-lag', 'logs notary ERROR'],
    ] as const) {
      expect(await runStep(alarm, command)).toBe('');
    }
  });

  it('finds a channel that refuses for now, and once it is repaired each message comes once', async () => {
    service.answers = 503;
    const { alert } = await report();
    await shows('messages-retried', 'logs notify message-retried', '"why":"channel-failed"');
    expect(service.taken).not.toContain(alert);
    service.answers = 200;
    await client.advance(2);
    await shows('notify-dead-letters', 'logs notify messages-sent', '"messages-sent":1');
    await client.advance(2);
    expect(service.taken.filter((id) => id === alert)).toEqual([alert]);
  });

  it('finds a channel that refuses for good, and who is notified next', async () => {
    service.answers = 400;
    const { key, alert } = await report();
    service.answers = 200;
    await shows('message-dead', 'logs notify message-dead', '"why":"channel-refused"');
    expect(await runStep('message-dead', 'clock <case>', key.id)).toContain('"promiseAt"');

    expect(await runStep('message-dead', 'stuck <station>', 'st1')).toMatch(
      new RegExp(`"id":"${alert}".*"state":"dead".*"reason":"channel-refused"`),
    );
    expect(await runStep('message-dead', 'again <station> <kind>', 'st1', 'alert')).toMatch(/"again":[1-9]/);
    await client.advance(2);
    expect(service.taken).toContain(alert);
    expect(await shell.run('stuck st1')).not.toContain(alert);
  });

  it('finds an offer that was given up, and drives it back so that it is delivered once', async () => {
    service.answers = 503;
    const reportedCase = await report();
    const row = { pk: stateRow(reportedCase.key).pk, sk: 'D#0000000001#0' };
    await set(run.tableName, row, 'channel', 5);
    await putOnBus(offerOf(reportedCase, 0, 1));
    await client.advance(3);
    expect(await runStep('notify-dead-letters', 'deadletters OutboxFailedOffers')).toContain(
      reportedCase.key.id,
    );
    await shows('notify-errors', 'logs notify ERROR', 'Unreadable');
    await set(run.tableName, row, 'channel', 'robot');
    service.answers = 200;
    expect(await runStep('notify-dead-letters', 'redrive OutboxFailedOffers')).toContain('"redriven":1');
    await run.settle();
    expect(service.taken.filter((id) => id === reportedCase.alert)).toEqual([reportedCase.alert]);
    await client.advance(3);
    expect(service.taken.filter((id) => id === reportedCase.alert)).toEqual([reportedCase.alert]);
    expect(run.deadLetters()).toEqual([]);
  });

  it('finds an event that makes no sense, sees it come back, and empties the queue', async () => {
    await putOnBus({ schemaVersion: 1, about: 'nothing', audience: 'staff' });
    await client.advance(3);
    expect(await shell.run('redrive OutboxFailedOffers')).toContain('"redriven":1');
    await run.settle();
    await client.advance(3);
    expect(await shell.run('deadletters OutboxFailedOffers')).toContain('"about":"nothing"');
    expect(await runStep('notify-dead-letters', 'empty OutboxFailedOffers')).toBe('{"emptied":1}');
    expect(run.deadLetters()).toEqual([]);
  });

  it('finds an offer that never reached the sender, and drives it back so that it is delivered once', async () => {
    service.answers = 503;
    const reportedCase = await report();
    service.answers = 200;
    // A dead letter of EventBridge is the event itself. It is obsolete once the sweep has offered the message.
    const event = {
      source: 'huiying',
      'detail-type': 'DeliveryOffered',
      detail: offerOf(reportedCase, 0, 1),
    };
    for (let twice = 0; twice < 2; twice += 1) await putDeadLetter('FactsOffers', event);
    expect(await runStep('bus-offers-dead-letters', 'deadletters FactsOffers')).toContain(
      reportedCase.key.id,
    );
    await client.advance(2);
    expect(await runStep('bus-offers-dead-letters', 'redrive FactsOffers')).toContain('"redriven":2');
    await run.settle();
    expect(service.taken.filter((id) => id === reportedCase.alert)).toEqual([reportedCase.alert]);
    await putDeadLetter('FactsOffers', event);
    expect(await runStep('bus-offers-dead-letters', 'empty FactsOffers')).toBe('{"emptied":1}');
  });

  it('finds a bus that refuses, what was given up meanwhile, and each message once when it takes again', async () => {
    busRequests.put = 'spoiled';
    const reportedCase = await report();
    for (const alarm of ['relay-cut-short', 'bus-refusing', 'stream-lag']) {
      await shows(alarm, 'logs relay bus-failed', '"error":"UnknownOperationException"');
    }
    await client.advance(2);
    await shows('bus-refusing', 'logs sweep bus-failed', 'UnknownOperationException');
    await client.advance(3);
    await shows(
      'stream-dead-letters',
      'deadletters CaseStream',
      /RetryAttemptsExhausted.*startSequenceNumber/,
    );
    expect(service.taken).not.toContain(reportedCase.alert);
    busRequests.put = 'through';
    await client.advance(2);
    expect(service.taken.filter((id) => id === reportedCase.alert)).toEqual([reportedCase.alert]);
    expect(
      await runStep('stream-dead-letters', 'facts <station> <case>', 'st1', reportedCase.key.id),
    ).toContain('submitted');
    expect(
      await runStep('stream-dead-letters', 'publishagain <station> <case>', 'st1', reportedCase.key.id),
    ).toMatch(/"published":[1-9]\d*,"refused":0/);
    expect(await runStep('stream-dead-letters', 'empty CaseStream')).toMatch(/"emptied":[1-9]/);
    expect(run.deadLetters()).toEqual([]);
  });

  it('finds a relay that ends in the middle of its work, and all facts are published after it restarts', async () => {
    busRequests.put = 'deadly';
    const reportedCase = await report();
    for (const alarm of ['relay-errors', 'stream-lag', 'stream-dead-letters']) {
      await shows(alarm, 'logs relay ERROR', '"level":"ERROR"');
    }
    busRequests.put = 'through';
    await client.advance(2);
    expect(service.taken.filter((id) => id === reportedCase.alert)).toEqual([reportedCase.alert]);
    await expect
      .poll(() => shell.run('logs relay facts-published'), patience)
      .toMatch(/"facts-published":[1-9]/);
    expect(run.deadLetters()).toEqual([]);
  });

  it('finds the clock without its index, and sees all that was due taken once it is back', async () => {
    const reportedCase = await report();
    const putBack = await takeAwayIndex();
    // Long enough for the run of every ten minutes that looks for contacts, and for its two retries.
    await client.advance(14);
    await shows('lane-stopped', 'logs sweep lane-stopped', '"lane":"P0"');
    await shows('contacts-errors', 'logs contacts ERROR', 'the store refused');
    expect(await runStep('contacts-dead-letters', 'deadletters ContactsFailedContacts')).toContain(
      'the store refused',
    );
    await shows('webhooks-errors', 'logs webhooks ERROR', 'the store refused');
    expect(await runStep('webhooks-dead-letters', 'deadletters WebhooksFailedEvents')).toContain(
      'the store refused',
    );
    await shows('sweep-errors', 'logs sweep ERROR', 'Unavailable');
    expect(await runStep('sweep-dead-letters', 'deadletters ClockFailedTicks')).toContain('Unavailable');
    expect(await runStep('sweep-heartbeat', 'board overdue')).toContain(reportedCase.key.id);
    expect(await runStep('bus-refusing', 'board overdue')).toContain(reportedCase.key.id);
    expect(await runStep('oldest-overdue', 'board overdue')).toContain(reportedCase.key.id);
    expect(await runStep('oldest-overdue', 'clock <case>', reportedCase.key.id)).toContain('acknowledge');
    await putBack();
    await client.advance(1);
    await shows('lane-stopped', 'logs sweep steps-taken', /"steps-taken":[1-9]/);
    expect(await runStep('sweep-errors', 'board overdue')).toContain(reportedCase.key.id);
    expect(await runStep('sweep-dead-letters', 'empty ClockFailedTicks')).toMatch(/"emptied":[1-9]/);
    await client.advance(10);
    await shows('contacts-dead-letters', 'logs contacts contacts-hashed', /"contacts-hashed":\d/);
    expect(await runStep('contacts-dead-letters', 'empty ContactsFailedContacts')).toMatch(/"emptied":[1-9]/);
    await shows('webhooks-dead-letters', 'logs webhooks ERROR', 'the store refused');
    expect(await runStep('webhooks-dead-letters', 'empty WebhooksFailedEvents')).toMatch(/"emptied":[1-9]/);
    expect(service.taken.some((id) => id.startsWith(`st1-${reportedCase.key.id}-2`))).toBe(true);
  });

  it('finds a corrupt case, repairs it, and sees its next step taken', async () => {
    const { key, token, row } = await report();
    await set(row.TableName, row.Key, 'status', 'no-such-status');
    const failed = await client.ask('GET /v1/track/{token}', { path: { token } });
    expect(failed.status).toBe(500);
    await shows('api-defects', 'logs public defect', failed.body.instance.split(':').at(-1));
    const bearer = await client.tokenOf('chief');
    expect((await client.ask('GET /v1/office/cases/{id}', { bearer, path: { id: key.id } })).status).toBe(
      500,
    );
    await shows('api-defects', 'logs staff defect', 'Unreadable');
    for (const minutes of [3, 1, 2, 4, 8, 16, 32]) await client.jump(minutes);
    await shows('row-quarantined', 'logs sweep row-parked', key.id);
    await shows('row-quarantined', 'logs sweep row-quarantined', `st1-${key.id}`);
    const found = JSON.parse(await runStep('row-quarantined', 'caserow <station> <case>', 'st1', key.id));
    expect(found.status).toBe('no-such-status');
    expect(await runStep('row-quarantined', 'facts <station> <case>', 'st1', key.id)).toContain('submitted');
    const right = ['st1', key.id, String(found.version), 'status', `'"received"'`];
    const command = 'setright <station> <case> <version> <attribute> <value>';
    const repaired = found.version + 1;
    expect(await runStep('row-quarantined', command, ...right)).toBe(
      `{"set":"status","version":${repaired}}`,
    );
    // The repair is a fact in the history, and the clock continues from it.
    expect(await shell.run(`facts st1 ${key.id}`)).toContain('repaired');
    await client.advance(1);
    const { body } = await client.ask('GET /v1/office/cases/{id}', { bearer, path: { id: key.id } });
    expect(body.version).toBeGreaterThan(repaired);
    // The case changed meanwhile, so a repair of the old version is refused.
    await expect(shell.run(`setright st1 ${right.slice(1).join(' ')}`)).rejects.toThrow('look at it again');
  });

  it('finds a store that does not answer', async () => {
    const { token } = await report();
    const refused = await store.whileCut(() => client.ask('GET /v1/track/{token}', { path: { token } }));
    expect(refused.status).toBe(503);
    await shows('api-defects', 'logs public unavailable', '"error":"');
  });

  it('finds a case with no deadline but the daily review, which asks an officer every day', async () => {
    const { key, row } = await report();
    await documents.send(
      new UpdateCommand({
        ...row,
        UpdateExpression:
          'SET clocks = :none, dueKind = :review, dueAt = :now, due_sk = :long REMOVE escalation',
        ExpressionAttributeValues: {
          ':none': '',
          ':review': 'review',
          ':now': startAt,
          ':long': '2026-01-01T00:00:00.000Z',
        },
      }),
    );
    await client.advance(1);
    await shows('next-step-missing', 'logs sweep next-step-missing', key.id);
    expect(await runStep('next-step-missing', 'facts <station> <case>', 'st1', key.id)).toContain('reviewed');
  });

  it('finds an entry of the roster that does not read, and enters the person again', async () => {
    const entry = { pk: peoplePk(st1), sk: 'p-chief-zhao' };
    await set(run.tableName, entry, 'onLeave', 'perhaps');
    // The sender remembers a roster for ten seconds.
    await client.advance(1);
    await report();
    await shows('roster-unreadable', 'logs notify roster-unreadable', '"entries":1');
    expect(await shell.run('roster st1')).toContain('perhaps');
    await runStep('roster-unreadable', 'register <file>', registerOf({ onLeave: false }));
    expect(await shell.run('roster st1')).not.toContain('perhaps');
    await shows('operate-errors', 'logs operate operated', '"action":"enter-station"');
  });

  it('finds a brief and a message without a reachable addressee, and ends the leave', async () => {
    await shell.run(`register ${registerOf({ onLeave: true })}`);
    const day = '2026-11-23';
    const store = dynamoStore({ documents, name: run.tableName, shardsPerLane: 1, aggregates });
    const subject = { about: 'brief', station: st1, day, responsible: 'chief' } as const;
    await store.addMessage({
      ...brief,
      subject,
      message: { to: 'chief', kind: 'brief' },
      dueAt: startAt,
      createdAt: startAt,
    });
    await client.advance(1);
    await shows('brief-dead', 'logs notify brief-dead', '"why":"unstaffed"');
    expect(await runStep('brief-dead', 'board overdue')).toContain('"rows"');
    expect(await runStep('brief-dead', 'board open')).toContain('"rows"');
    await runStep('message-dead', 'register <file>', registerOf({ onLeave: false }));
    expect(await shell.run('roster st1')).not.toContain('"onLeave":true,"person":"p-chief-zhao"');
  });

  it('finds a notary without its log, and sees all stated once the log is put back', async () => {
    const log = join(run.dataDir, 'notary', 'log');
    renameSync(log, `${log}.away`);
    const { key } = await report();
    for (const alarm of ['notary-failing', 'notary-stream-lag', 'proof-unstated']) {
      await shows(alarm, 'logs notary notary-failed', '"error":"Unavailable","cause":"ENOENT"');
    }
    renameSync(`${log}.away`, log);
    await client.advance(2);
    await shows('notary-stream-dead-letters', 'logs notary notary-statements', /"notary-statements":[1-9]/);
    expect(await runStep('notary-stream-dead-letters', 'prove')).toContain('"now"');
    expect(await runStep('proof-unstated', 'proof')).toContain('"unstated":0');
    expect(await runStep('proof-unstated', 'prove')).toContain('"now"');
    expect(await shell.run('proof')).not.toContain(key.id);
  });

  it('finds a changed history by the proof, and a clean one after the row is put back', async () => {
    const { key, row } = await report();
    expect(await runStep('prove-dead-letters', 'prove')).toContain('"now"');
    expect(unsettled(await runStep('proof-heartbeat', 'proof'))).toEqual([]);
    const [message, stray] = ['D#0000000099#0', 'F#0000000099#0'].map((sk) => ({ ...row.Key, sk }));
    if (stray === undefined) throw new Error('there is a stray row');
    const put = (key = stray) =>
      documents.send(new PutCommand({ TableName: row.TableName, Item: { ...key, at: startAt } }));
    const remove = (key = stray) => documents.send(new DeleteCommand({ TableName: row.TableName, Key: key }));
    // Of facts the relay gets only those that begin a history.
    await put(message);
    await run.settle();
    await shows('record-unreadable', 'logs relay record-unreadable', '"sequence"');
    await remove(message);
    await put();
    await run.settle();
    expect(await runStep('proof-heartbeat', 'prove')).toContain('"now"');
    await shows('proof-violation', 'logs prove proof-violation', key.id);
    // A violation raises an alarm like a failure.
    expect(await runStep('prove-errors', 'logs prove ERROR')).toContain(key.id);
    expect(await runStep('proof-violation', 'proof')).toContain(key.id);
    await shows('proof-unfinished', 'logs prove proofs-unfinished', '"proofs-unfinished":0');
    expect(await runStep('proof-unfinished', 'proof')).toContain('"covers"');
    expect(await runStep('holidays-ending', 'logs prove holidays-known-days')).toMatch(
      /"holidays-known-days":-?\d+/,
    );
    await remove();
    expect(await runStep('proof-violation', 'prove')).toContain('"now"');
    // What stands there is as it was stated; that somebody removed a fact stays on record.
    await shows('notary-objection', 'logs notary notary-objection', key.id);
    expect(await runStep('notary-objection', 'prove')).toContain('"now"');
    expect(unsettled(await runStep('notary-objection', 'proof'))).toEqual(['objection fact-removed 99']);
    await runStep('notary-objection', 'settle <chain>', stray.pk);
    expect(await prove()).toContain('"now"');
    expect(unsettled(await shell.run('proof'))).toEqual([]);
    expect(await runStep('oldest-overdue', 'board overdue')).toContain('"rows"');
  });

  it('finds a person of the roster who was given another role in the table, and enters the right one again', async () => {
    const entry = { pk: peoplePk(st1), sk: 'p-chief-zhao' };
    await set(run.tableName, entry, 'role', 'guard');
    expect(await prove()).toContain('"now"');
    await expect.poll(() => shell.run('proof'), patience).toContain('register-changed');
    expect(await shell.run('proof')).toContain('S#st1#PEOPLE / p-chief-zhao');
    expect(await runStep('proof-violation', 'roster <station>', 'st1')).toContain('"role":"guard"');
    await runStep('proof-violation', 'register <file>', registerOf({ onLeave: false }));
    expect(await prove()).toContain('"now"');
    await expect.poll(async () => unsettled(await shell.run('proof')), patience).toEqual([]);
  });

  it('finds holidays that end soon, enters the next year, and counts its days without a deployment', async () => {
    const knownDays = () => shell.run('logs prove holidays-known-days');
    expect(await knownDays()).not.toMatch(/"holidays-known-days":\d{3}/);
    const file = join(run.dataDir, 'holidays.json');
    writeFileSync(file, '{"daysOff":["2027-01-01"],"makeUpDays":[],"horizon":"2027-12-31"}');
    const preview = await runStep('holidays-ending', 'holidays <station> <file> --preview', 'st1', file);
    expect(preview).toContain('this would change');
    expect(await runStep('holidays-ending', 'holidays <station> <file>', 'st1', file)).toContain('published');
    expect(await runStep('holidays-ending', 'prove')).toContain('"now"');
    await expect.poll(knownDays, patience).toMatch(/"holidays-known-days":\d{3}/);
  });

  it('finds a photo that cannot be looked at, and keeps the one that is sent again', async () => {
    const { key, token } = await report();
    const spoiled = enclosedRow(key, 'photo#1');
    const first = await client.grantPhoto(token, 'first');
    await set(run.tableName, spoiled, 'state', 'no-such-state');
    await post(first);
    await client.advance(5);
    await shows('photos-errors', 'logs photos ERROR', 'Unreadable');
    expect(await runStep('photos-dead-letters', 'deadletters PhotosFailedPhotos')).toContain('incoming/');
    await documents.send(new DeleteCommand({ TableName: run.tableName, Key: spoiled }));
    await post(await client.grantPhoto(token, 'again'));
    await run.settle();
    await shows('photos-dead-letters', 'logs photos photos-kept', '"photos-kept":1');
    expect(await runStep('photos-dead-letters', 'empty PhotosFailedPhotos')).toMatch(/"emptied":[1-9]/);
    expect(run.deadLetters()).toEqual([]);
  });

  it('reads what AWS would leave where a schedule or a bucket failed, and empties it', async () => {
    const photo = { key: 'incoming/st1/caaaaaaaaaaaaaaaaaaaaaaaaa/p1' };
    for (const [queue, deadLetter, shown, empties] of [
      ['ClockSchedule', tick, 'Scheduled Event', ['schedule-dead-letters']],
      ['ProverDeadLetters', tick, 'Scheduled Event', ['proof-schedule-dead-letters']],
      ['ProverFailedProofs', { requestPayload: tick }, 'Scheduled Event', ['prove-dead-letters']],
      ['ContactsMissedRuns', tick, 'Scheduled Event', ['contacts-schedule-dead-letters']],
      ['WebhooksMissedRuns', tick, 'Scheduled Event', ['webhooks-schedule-dead-letters']],
      ['FactsAskedProofs', { 'detail-type': 'ProofAsked' }, 'ProofAsked', ['bus-askedproofs-dead-letters']],
      [
        'StatsFailedCounts',
        { requestPayload: { 'detail-type': 'FactRecorded' } },
        'FactRecorded',
        ['stats-dead-letters'],
      ],
      ['FactsStats', { 'detail-type': 'FactRecorded' }, 'FactRecorded', ['bus-stats-dead-letters']],
      ['FactsContacts', { 'detail-type': 'FactRecorded' }, 'FactRecorded', ['bus-contacts-dead-letters']],
      [
        'NotaryStream',
        { DDBStreamBatchInfo: { startSequenceNumber: '1' } },
        'startSequenceNumber',
        ['notary-stream-dead-letters'],
      ],
      ['PhotosDeadLetters', photo, 'incoming/', ['bucket-photos-dead-letters']],
      [
        'HttpReceiptsGivenUp',
        { requestPayload: { detail: { messageId: 'm-1' } } },
        'm-1',
        ['receipts-dead-letters'],
      ],
    ] as const) {
      await putDeadLetter(queue, deadLetter);
      for (const step of stepsOf(commandsOf(environment)).filter((one) =>
        one.endsWith(`: deadletters ${queue}`),
      )) {
        const [alarm = '', command = ''] = step.split(': ');
        expect(await runStep(alarm, command)).toContain(shown);
      }
      for (const alarm of empties) expect(await runStep(alarm, `empty ${queue}`)).toBe('{"emptied":1}');
    }
    const fact = { kind: 'case', id: `c${'q'.repeat(25)}`, version: 1, index: 0, fact: 'submitted' };
    const detail = { schemaVersion: 1, station: 'st1', at: '2026-11-23T02:00:00.000Z', ...fact };
    const event = { source: 'huiying', 'detail-type': 'FactRecorded', detail };
    await putDeadLetter('WebhooksFailedEvents', { requestPayload: event });
    expect(await runStep('webhooks-dead-letters', 'redrive WebhooksFailedEvents')).toContain('"redriven":1');
    await putDeadLetter('FactsOtherSystems', event);
    const lost = 'bus-othersystems-dead-letters';
    expect(await runStep(lost, 'deadletters FactsOtherSystems')).toContain('FactRecorded');
    expect(await runStep(lost, 'redrive FactsOtherSystems')).toContain('"redriven":1');
    expect(await runStep('bus-askedproofs-dead-letters', 'prove')).toContain('"now"');
    expect(await runStep('bus-askedproofs-dead-letters', 'logs prove ERROR')).not.toContain('ProofAsked');
    expect(await runStep('stats-errors', 'logs stats ERROR')).not.toContain('case-not-counted');
    for (const alarm of ['stats-errors', 'stats-dead-letters', 'bus-stats-dead-letters']) {
      expect(await runStep(alarm, 'recount <station>', 'st1')).toMatch(/^\{"recounted":[1-9]\d*\}$/);
    }
    expect(run.deadLetters()).toEqual([]);
    // None of these can be redriven to the bus; the attempt deletes nothing.
    await putDeadLetter('ClockSchedule', tick);
    expect(await shell.run('redrive ClockSchedule')).toBe('{"redriven":0,"refused":0,"left":1}');
    await putDeadLetter('CaseStream', {
      DDBStreamBatchInfo: { shardId: 'shard-1', startSequenceNumber: '1' },
    });
    expect(await shell.run('redrive CaseStream')).toBe('{"redriven":0,"refused":0,"left":1}');
    expect(run.deadLetters()).toHaveLength(2);
  });

  it('hears that somebody has said that the table was restored, and the proof says since when statements are void', async () => {
    // The moment before, so that little becomes void.
    const { now } = (await (await fetch(`${run.origin}/local/clock`)).json()) as { now: string };
    const to = new Date(Date.parse(now) - 1000).toISOString();
    expect(await shell.run(`operate restored --function $NOTARY --to ${to}`)).toContain('"recorded"');
    await shows('notary-restored', 'logs notary notary-restored', to);
    expect(await runStep('notary-restored', 'prove')).toContain('"now"');
    await expect
      .poll(() => runStep('notary-restored', 'proof'), patience)
      .toContain(`"restored":{"since":"${to}"`);
  });

  it('leaves no command of the page untried, and counts what needs an account', () => {
    expect(stepsOf(commandsOf(environment)).filter((step) => !given.has(step))).toEqual([]);
    expect(alarmsThatNeedAws()).toHaveLength(28);
  });
});

/** A register file with the chief alone; entries that it omits stay unchanged. */
function registerOf({ onLeave }: { onLeave: boolean }): string {
  const file = join(run.dataDir, 'chief.json');
  const words = { 'zh-CN': '警务室', en: 'Police room' };
  const chief = { person: 'p-chief-zhao', role: 'chief', displayName: '赵所长', onLeave };
  writeFileSync(
    file,
    JSON.stringify({
      station: 'st1',
      words,
      compound: words,
      phone: '0931-0000000',
      places: [],
      people: [chief],
    }),
  );
  return file;
}

/** What a proof names, but for the states that were spoiled by hand before: the notary has objected to each. */
const unsettled = (proof: string): readonly string[] =>
  (JSON.parse(proof).violations as readonly { kind: string; where?: string }[])
    .map(({ kind, where }) => `${kind} ${where}`)
    .filter((violation) => !/^objection (state-changed|unreadable)/.test(violation));

const never = (): never => {
  throw new Error('the table has that index');
};
