import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import {
  DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
} from '@aws-sdk/client-dynamodb';
import { afterEach, describe, expect, it } from 'vitest';
import { startTableProxy } from '../../../infra/local/rights/table-proxy.ts';
import { newWriteCount } from '../../../infra/local/rights/write-count.ts';
import type { WeatherName } from '../../../infra/local/weather/weather.ts';

const ends: (() => unknown)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0).toReversed()) await end();
});

const TableName = 'Cases';
const arn = 'arn:aws:dynamodb:local:0:table/Cases';

/** A client behind the proxy, whose table answers whatever it is asked. */
async function tableWith(...names: readonly WeatherName[]) {
  const asked: string[] = [];
  const server = createServer((request, response) => {
    asked.push(String(request.headers['x-amz-target']));
    request.resume();
    response.writeHead(200, { 'content-type': 'application/x-amz-json-1.0' }).end('{}');
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  ends.push(() => server.close());
  const credentials = { accessKeyId: 'public', secretAccessKey: 'secret' };
  const statement = {
    policyId: 'All',
    isAllow: true,
    actions: ['dynamodb:GetItem', 'dynamodb:PutItem'],
    resources: [arn],
    conditions: {},
  };
  const proxy = await startTableProxy(
    {
      endpoint: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
      table: { arn, name: TableName, partitionKey: 'pk', indexKeys: {} },
      callers: [{ title: 'public', functionArn: 'public', ...credentials, statements: [statement] }],
      writeCount: newWriteCount(),
      weather: names.length === 0 ? undefined : { names, seed: 7, replica: undefined },
    },
    { onEnd: () => undefined, onRefused: () => undefined },
  );
  ends.push(proxy.close);
  const client = new DynamoDBClient({
    endpoint: proxy.endpoint,
    region: 'local',
    credentials,
    maxAttempts: 1,
  });
  ends.push(() => client.destroy());
  return { client, asked };
}

const key = (pk: string) => ({ pk: { S: pk }, sk: { S: 'STATE' } });
const transaction = new TransactWriteItemsCommand({
  TransactItems: ['a', 'b', 'c'].map((pk) => ({ Put: { TableName, Item: key(pk) } })),
});

const CALLS = 60;

/** The errors of so many calls, one after the other. */
async function errorsOf(call: () => Promise<unknown>): Promise<readonly unknown[]> {
  const errors: unknown[] = [];
  for (let calls = 0; calls < CALLS; calls += 1) await call().catch((error: unknown) => errors.push(error));
  return errors;
}

describe('the way to the table', () => {
  it('has no weather that was not asked for', async () => {
    const { client, asked } = await tableWith();
    expect(await errorsOf(() => client.send(transaction))).toEqual([]);
    expect(asked).toHaveLength(CALLS);
  });

  it('cancels transactions as DynamoDB does, with the reason of each row', async () => {
    const { client, asked } = await tableWith('conflict');
    const errors = await errorsOf(() => client.send(transaction));
    expect(errors.length).toBeGreaterThan(0);
    for (const error of errors) {
      expect(error).toBeInstanceOf(TransactionCanceledException);
      const { CancellationReasons = [], $metadata } = error as TransactionCanceledException;
      expect($metadata.httpStatusCode).toBe(400);
      expect(CancellationReasons.map(({ Code }) => Code).toSorted()).toEqual([
        'None',
        'None',
        'TransactionConflict',
      ]);
    }
    // What is refused has no effect.
    expect(asked).toHaveLength(CALLS - errors.length);
    const writes = await errorsOf(() => client.send(new PutItemCommand({ TableName, Item: key('a') })));
    expect(writes).toContainEqual(expect.objectContaining({ name: 'TransactionConflictException' }));
  });

  it('throttles under the names that DynamoDB has for it, the same for the same seed', async () => {
    const namesOf = async () => {
      const { client } = await tableWith('throttle');
      const errors = await errorsOf(() => client.send(new GetItemCommand({ TableName, Key: key('a') })));
      return errors.map((error) => (error as Error).name);
    };
    const [once, again] = [await namesOf(), await namesOf()];
    expect(once.length).toBeGreaterThan(0);
    expect(again).toEqual(once);
    for (const name of once) {
      expect(name).toMatch(
        /^(ProvisionedThroughputExceededException|ThrottlingException|RequestLimitExceeded)$/,
      );
    }
  });

  it('asks for rights before the weather', async () => {
    const { client } = await tableWith('throttle', 'conflict');
    const foreign = new GetItemCommand({ TableName: 'Elsewhere', Key: key('a') });
    for (const error of await errorsOf(() => client.send(foreign))) {
      expect(error).toMatchObject({ name: 'AccessDeniedException' });
    }
  });
});
