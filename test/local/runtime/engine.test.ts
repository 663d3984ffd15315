import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAwsJson } from '../../../infra/local/engine/aws-json.ts';
import { type Engine, startEngine } from '../../../infra/local/engine/engine.ts';
import { ensureTable } from '../../../infra/local/engine/table.ts';
import type { TablePlan } from '../../../infra/local/template/plan.ts';
import { clientOf } from './stub-client.ts';
import { startStubs } from './stub-run.ts';
import { temporaryDirectories } from './temporary-directory.ts';

const newDataDir = temporaryDirectories();

const planOf = (name: string, indexes: readonly string[] = ['due']): TablePlan => ({
  name,
  streamArn: 'unused',
  arn: 'arn:local:dynamodb:local:000000000000:table/Cases',
  partitionKey: 'pk',
  indexKeys: {},
  keyNames: ['pk'],
  expiryAttribute: undefined,
  createTable: {
    TableName: name,
    AttributeDefinitions: ['pk', ...indexes].map((AttributeName) => ({ AttributeName, AttributeType: 'S' })),
    KeySchema: [{ AttributeName: 'pk', KeyType: 'HASH' }],
    BillingMode: 'PAY_PER_REQUEST',
    GlobalSecondaryIndexes: indexes.map((IndexName) => ({
      IndexName,
      KeySchema: [{ AttributeName: IndexName, KeyType: 'HASH' }],
      Projection: { ProjectionType: 'ALL' },
    })),
    StreamSpecification: { StreamEnabled: true, StreamViewType: 'NEW_AND_OLD_IMAGES' },
  },
});

let engine: Engine;
beforeAll(async () => {
  engine = await startEngine(newDataDir(), () => undefined);
});
afterAll(() => engine.close());

const ensure = (plan: TablePlan, isEmbedded: boolean) =>
  ensureTable(createAwsJson(engine.endpoint), plan, { isEmbedded });

describe('the table', () => {
  it('is made once, and found again', async () => {
    const made = await ensure(planOf('cases'), true);
    expect(made.isEmpty).toBe(true);
    expect(await ensure(planOf('cases'), true)).toEqual(made);
  });

  it('is refused when the template has taken an index from it', async () => {
    await expect(ensure(planOf('cases', []), true)).rejects.toThrow(/Start with --fresh\.$/);
    await expect(ensure(planOf('cases', ['board']), true)).rejects.toThrow(/Start with --fresh\.$/);
  });

  it('gains an index that the template has added, with the rows that it holds', async () => {
    const call = createAwsJson(engine.endpoint);
    const Item = { pk: { S: 'one' }, due: { S: 'now' }, board: { S: 'open' } };
    await call('DynamoDB_20120810.PutItem', { TableName: 'cases', Item });
    await ensure(planOf('cases', ['due', 'board']), true);
    const found = await call('DynamoDB_20120810.Query', {
      TableName: 'cases',
      IndexName: 'board',
      KeyConditionExpression: '#board = :open',
      ExpressionAttributeNames: { '#board': 'board' },
      ExpressionAttributeValues: { ':open': { S: 'open' } },
    });
    expect(found).toMatchObject({ Items: [Item] });
    await call('DynamoDB_20120810.DeleteItem', { TableName: 'cases', Key: { pk: Item.pk } });
  });

  it('is refused under a new name, which on AWS would be a new table in addition to the old one', async () => {
    await expect(ensure(planOf('renamed'), true)).rejects.toThrow(
      'Deployed, this would leave every case behind in the old table.',
    );
  });
});

describe('a DynamoDB that somebody else runs', () => {
  it('serves as well, other tables in it or not, and is left running', async () => {
    const run = await startStubs({ dataDir: newDataDir(), dynamoEndpoint: engine.endpoint });
    await clientOf(run).commit('elsewhere');
    await run.settle();
    expect(await clientOf(run).arrived()).toEqual(['F#elsewhere']);
    await run.close();
    expect((await ensure(planOf('cases', ['due', 'board']), true)).isEmpty).toBe(true);
  });
});
