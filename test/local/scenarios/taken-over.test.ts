import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { hashOfToken } from '../../../shared/cases/intake/submit-case.ts';
import { trackingToken } from './client.ts';
import { sharedStack } from './stack.ts';

// What an attacker has who took over residents' function: its credentials and its environment, on a station with cases.

const { run, client } = await sharedStack({ hasAttempts: true });
const environment = run.environmentOf('public');
const TableName = run.tableName;

const public_ = new DynamoDBClient({
  endpoint: environment.AWS_ENDPOINT_URL_DYNAMODB ?? '',
  region: 'local',
  credentials: {
    accessKeyId: environment.AWS_ACCESS_KEY_ID ?? '',
    secretAccessKey: environment.AWS_SECRET_ACCESS_KEY ?? '',
  },
  maxAttempts: 1,
});
afterAll(() => public_.destroy());

const token = trackingToken(71);
let station = '';
let caseId = '';

beforeAll(async () => {
  const contact = { phone: '13800000071' };
  const report = { place: 'b03-1', type: 'hazard', what: '消防通道堆满了纸箱', contact, token };
  expect((await client.ask('POST /v1/cases', { body: report })).status).toBe(201);
  const own = await public_.send(new GetItemCommand({ TableName, Key: linkKey(hashOfToken(token)) }));
  station = own.Item?.station?.S ?? '';
  caseId = own.Item?.caseId?.S ?? '';
  await run.settle();
});

const text = (value: string) => ({ S: value });
const linkKey = (hash: string) => ({ pk: text(`T#${hash}`), sk: text('T') });
const listOf = (pk: string) =>
  new QueryCommand({
    TableName,
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': text(pk) },
  });
const denied = { name: 'AccessDeniedException' };

it('finds the row of a link by its secret, and nothing where it guesses one', async () => {
  expect([station, caseId]).toEqual([
    expect.stringMatching(/^[a-z0-9-]+$/),
    expect.stringMatching(/^c[a-z2-7]{25}$/),
  ]);
  const guessed = new GetItemCommand({ TableName, Key: linkKey(hashOfToken(trackingToken(72))) });
  expect((await public_.send(guessed)).Item).toBeUndefined();
});

it('lists no link, in whatever way it asks', async () => {
  const names = { '#pk': 'pk', '#sk': 'sk' };
  for (const command of [
    listOf(`T#${hashOfToken(token)}`),
    new ScanCommand({ TableName }),
    new ScanCommand({
      TableName,
      Select: 'SPECIFIC_ATTRIBUTES',
      ProjectionExpression: '#pk, #sk',
      ExpressionAttributeNames: names,
      FilterExpression: 'begins_with(#pk, :t)',
      ExpressionAttributeValues: { ':t': text('T#') },
    }),
    ...['due', 'board', 'received'].map((IndexName) => new ScanCommand({ TableName, IndexName })),
    new QueryCommand({
      TableName,
      KeyConditions: { pk: { ComparisonOperator: 'EQ', AttributeValueList: [text('T#x')] } },
    }),
  ])
    await expect(public_.send(command as ScanCommand)).rejects.toMatchObject(denied);
});

it('lists no cases of a station', async () => {
  for (const [IndexName, key, value] of [
    ['board', 'board_pk', `S#${station}#case#open`],
    ['received', 'received_pk', `S#${station}#case`],
    ['due', 'due_pk', 'P2#0'],
  ] as const) {
    const query = new QueryCommand({
      TableName,
      IndexName,
      KeyConditionExpression: `${key} = :value`,
      ExpressionAttributeValues: { ':value': text(value) },
    });
    await expect(public_.send(query)).rejects.toMatchObject(denied);
  }
});

it('reads no log of reads, no hash of a number, no person, no proof and no key that it may not open', async () => {
  for (const pk of [
    `V#${station}#case#${caseId}`,
    `S#${station}#H#${caseId}`,
    `S#${station}#PEOPLE`,
    `S#${station}#PROOF`,
    'K#phones',
    `K#texts#${station}`,
    `K#contacts#${station}`,
    'K#notary',
    'FORM',
  ]) {
    await expect(public_.send(listOf(pk))).rejects.toMatchObject(denied);
    for (const sk of ['CASE', 'LATEST', 'KEY#1', 'CHECK#1', 'READ#0000000001']) {
      const get = new GetItemCommand({ TableName, Key: { pk: text(pk), sk: text(sk) } });
      await expect(public_.send(get)).rejects.toMatchObject(denied);
    }
  }
  const wrapped = new GetItemCommand({
    TableName,
    Key: { pk: text(`K#texts#${station}`), sk: text('KEY#1') },
    ProjectionExpression: 'publicKey, wrapped',
  });
  await expect(public_.send(wrapped)).rejects.toMatchObject(denied);
});

it('writes no key of a station, no log of reads, no roster, no policy, no place and no hash of a number', async () => {
  for (const pk of [
    `K#texts#${station}`,
    `K#contacts#${station}`,
    'K#phones',
    'K#notary',
    `V#${station}#case#${caseId}`,
    `S#${station}#PEOPLE`,
    `S#${station}#POLICY`,
    `S#${station}#PLACES`,
    `S#${station}#STATION`,
    'STATIONS',
    'L#b03-1',
    `S#${station}#PROOF`,
    `S#${station}#H#${'a'.repeat(43)}`,
    `S#${station}#case#${caseId}x`,
    'FORM',
  ]) {
    const key = { pk: text(pk), sk: text('KEY#1') };
    const put = new PutItemCommand({ TableName, Item: key, ConditionExpression: 'attribute_not_exists(pk)' });
    await expect(public_.send(put)).rejects.toMatchObject(denied);
    const update = new UpdateItemCommand({ TableName, Key: key, UpdateExpression: 'REMOVE wrapped' });
    await expect(public_.send(update)).rejects.toMatchObject(denied);
  }
});

it('knows of its own environment no way to the table but the one with its rights, and no key but those it was given', () => {
  const addresses = Object.entries(environment).filter(([name]) => name.startsWith('AWS_ENDPOINT_URL'));
  expect(addresses.map(([, address]) => address)).not.toContain(run.endpoint);
  const named = Object.entries(environment).filter(([name]) => name.startsWith('KEY_FILE'));
  const granted = new Set(named.map(([, file]) => file));
  const others = readdirSync(join(run.dataDir, 'keys')).filter(
    (file) => !granted.has(join(run.dataDir, 'keys', file)),
  );
  // Each key has a file of its own, and of those that open texts, contacts or the log none is named to it.
  expect(named.map(([name]) => name)).not.toEqual(expect.arrayContaining(['KEY_FILE_TEXTS']));
  expect(JSON.stringify(environment)).not.toMatch(new RegExp(others.join('|') || '^$'));
});
