import http, { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterEach, expect, it } from 'vitest';
import { callDirectly } from '../../infra/local/rights/direct-calls.ts';
import { newWriteCount, writesOf } from '../../infra/local/rights/write-count.ts';

const TableName = 'Cases';
const arn = 'arn:aws:dynamodb:local:0:table/Cases';
const plain = http.request;

const ends: (() => unknown)[] = [];
afterEach(async () => {
  http.request = plain;
  for (const end of ends.splice(0).toReversed()) await end();
});

/** Answers every call in its own way; undefined breaks it off. Keeps what it was asked. */
async function serverThat(answers: () => { status: number; body: object } | undefined) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']));
    const answer = answers();
    if (answer === undefined) return void response.destroy();
    request.resume();
    response
      .writeHead(answer.status, { 'content-type': 'application/x-amz-json-1.0' })
      .end(JSON.stringify(answer.body));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  return { asked, endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
}

/** A client of a function that may read and write rows of A, behind a proxy that refuses whatever it is asked. */
async function functionOf(engineAnswers: Parameters<typeof serverThat>[0]) {
  const engine = await serverThat(engineAnswers);
  const refusal = { __type: 'com.amazon.coral.service#AccessDeniedException', message: 'by the proxy' };
  const proxy = await serverThat(() => ({ status: 400, body: refusal }));
  const writeCount = newWriteCount();
  const statement = {
    policyId: 'All',
    isAllow: true,
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    resources: [arn],
    conditions: { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': ['A*'] } },
  };
  callDirectly(http as Parameters<typeof callDirectly>[0], {
    proxyEndpoint: proxy.endpoint,
    endpoint: engine.endpoint,
    table: { arn, name: TableName, partitionKey: 'pk', indexKeys: {} },
    statements: [statement],
    writeCount,
  });
  const clientAt = (endpoint: string): DynamoDBClient => {
    const credentials = { accessKeyId: 'public', secretAccessKey: 'secret' };
    const client = new DynamoDBClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
    ends.push(() => client.destroy());
    return client;
  };
  return { engine, proxy, clientAt, client: clientAt(proxy.endpoint), writes: () => writesOf(writeCount) };
}

const answered = () => ({ status: 200, body: {} });
const get = (pk: string) => new GetItemCommand({ TableName, Key: { pk: { S: pk } } });
const put = (pk: string) => new PutItemCommand({ TableName, Item: { pk: { S: pk } } });

it('takes what the role allows to the table, past the proxy', async () => {
  const { client, engine, proxy } = await functionOf(answered);
  await client.send(get('A1'));
  await client.send(put('A1'));
  expect(engine.asked).toEqual(['DynamoDB_20120810.GetItem', 'DynamoDB_20120810.PutItem']);
  expect(proxy.asked).toEqual([]);
});

it('leaves to the proxy what the role does not allow, and gives its words to the function', async () => {
  const { client, engine, proxy, writes } = await functionOf(answered);
  await expect(client.send(put('B1'))).rejects.toMatchObject({
    name: 'AccessDeniedException',
    message: 'by the proxy',
  });
  await client.send(get('A1'));
  expect(proxy.asked).toEqual(['DynamoDB_20120810.PutItem']);
  expect(engine.asked).toEqual(['DynamoDB_20120810.GetItem']);
  expect(writes()).toBe(0);
});

it('counts each write before its answer, one whose answer is lost too, and no read', async () => {
  const answers = [answered(), undefined, answered()];
  const { client, writes } = await functionOf(() => answers.shift());
  await client.send(put('A1'));
  expect(writes()).toBe(1);
  await expect(client.send(put('A2'))).rejects.toThrow();
  expect(writes()).toBe(2);
  await client.send(get('A1'));
  expect(writes()).toBe(2);
});

it('leaves calls of other services alone', async () => {
  const { clientAt, engine, proxy } = await functionOf(answered);
  const other = await serverThat(answered);
  await clientAt(other.endpoint).send(put('B1'));
  expect([engine.asked, proxy.asked]).toEqual([[], []]);
  expect(other.asked).toEqual(['DynamoDB_20120810.PutItem']);
});
