import {
  BatchGetItemCommand,
  BatchWriteItemCommand,
  DeleteItemCommand,
  DeleteTableCommand,
  DynamoDBClient,
  ExecuteStatementCommand,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  ScanCommand,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { EventBridgeClient, PutEventsCommand } from '@aws-sdk/client-eventbridge';
import {
  DeleteObjectCommand,
  GetObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
import { afterAll, describe, expect, it } from 'vitest';
import { functionNames } from '../../../infra/bundle.ts';
import type { RowFamily } from '../../../infra/rights/row-families.ts';
import { type TableAction, type TableRights, tableRights } from '../../../infra/rights/table-rights.ts';
import { localAccount } from '../../dynamo-engine.ts';
import { families, sampleRows } from '../../rights/sample-rows.ts';
import { sharedStack } from './stack.ts';

const { run } = await sharedStack({ hasAttempts: true, webhooks: true });
const TableName = run.tableName;

type FunctionName = (typeof functionNames)[number];

const clients = new Map(
  functionNames.map((name) => {
    const environment = run.environmentOf(name);
    return [name, clientWith(environment.AWS_ACCESS_KEY_ID, environment.AWS_SECRET_ACCESS_KEY)];
  }),
);
afterAll(() => {
  for (const client of clients.values()) client.destroy();
});

function asFunction(name: FunctionName) {
  const { AWS_ACCESS_KEY_ID: accessKeyId = '', AWS_SECRET_ACCESS_KEY: secretAccessKey = '' } =
    run.environmentOf(name);
  return { region: 'local', credentials: { accessKeyId, secretAccessKey }, maxAttempts: 1 };
}

function clientWith(accessKeyId = '', secretAccessKey = ''): DynamoDBClient {
  const endpoint = run.environmentOf('public').AWS_ENDPOINT_URL_DYNAMODB ?? '';
  const credentials = { accessKeyId, secretAccessKey };
  return new DynamoDBClient({ endpoint, region: 'local', credentials, maxAttempts: 1 });
}

// biome-ignore lint/suspicious/noExplicitAny: commands of different types
type Command = any;

const attempt = (name: FunctionName, command: Command): Promise<string> => {
  const client = clients.get(name);
  if (client === undefined) throw new Error(`no client for ${name}`);
  return outcome(client.send(command));
};

/** `allowed` also where the service itself has an objection: a condition that fails. */
async function outcome(answer: Promise<unknown>): Promise<string> {
  try {
    await answer;
    return 'allowed';
  } catch (error) {
    const code = error instanceof Error ? error.name : String(error);
    return code === 'ConditionalCheckFailedException' ? 'allowed' : code;
  }
}

const BUCKET = run.environmentOf('public').BUCKET_NAME;

/** As in infra/constructs/photo-bucket.ts. */
const photoRights: Partial<Record<FunctionName, readonly string[]>> = {
  public: ['PutObject incoming', 'GetObject kept'],
  staff: ['GetObject kept'],
  photos: ['GetObject incoming', 'DeleteObject incoming', 'PutObject kept'],
};

const text = (value: string) => ({ S: value });
/** Beside what the code keeps there, so that nothing else reads what an attempt has written. */
const keyIn = (family: RowFamily) => ({ pk: text(sampleRows[family].pk), sk: text('ATTEMPT') });
const projected = (attributes: readonly string[] | undefined) =>
  attributes && {
    ProjectionExpression: attributes.map((one) => `#${one}`).join(', '),
    ExpressionAttributeNames: Object.fromEntries(attributes.map((one) => [`#${one}`, one])),
  };

type RowAction = Exclude<TableAction, 'Scan'>;

const commands: Readonly<
  Record<RowAction, (family: RowFamily, attributes: readonly string[] | undefined) => Command>
> = {
  GetItem: (family, attributes) =>
    new GetItemCommand({ TableName, Key: keyIn(family), ...projected(attributes) }),
  BatchGetItem: (family, attributes) =>
    new BatchGetItemCommand({
      RequestItems: { [TableName]: { Keys: [keyIn(family)], ...projected(attributes) } },
    }),
  Query: (family, attributes) =>
    new QueryCommand({
      TableName,
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': text(sampleRows[family].pk) },
      ...(attributes && { ...projected(attributes), Select: 'SPECIFIC_ATTRIBUTES' }),
    }),
  PutItem: (family, attributes) => {
    const wider = attributes?.includes('elsewhere') === false ? {} : { elsewhere: text('x') };
    return new PutItemCommand({ TableName, Item: { ...keyIn(family), ...wider } });
  },
  UpdateItem: (family, attributes = ['attempt']) => {
    const [changed = ''] = attributes.filter((one) => one !== 'pk' && one !== 'sk');
    return new UpdateItemCommand({
      TableName,
      Key: keyIn(family),
      UpdateExpression: 'REMOVE #changed',
      ExpressionAttributeNames: { '#changed': changed },
    });
  },
};

const rightsOf = (name: FunctionName): TableRights => tableRights[name];
const rightsTo = (name: FunctionName, action: RowAction, family: RowFamily) =>
  rightsOf(name).rights.filter((right) => right.action === action && right.rows.includes(family));

describe.each(functionNames)('%s, with its own credentials', (name) => {
  it.each(Object.keys(commands) as readonly RowAction[])(
    'may %s what its rights say and no other row',
    async (action) => {
      for (const family of families) {
        const rights = rightsTo(name, action, family);
        for (const { attributes } of rights)
          expect([family, await attempt(name, commands[action](family, attributes))]).toEqual([
            family,
            'allowed',
          ]);
        const isWhole = rights.some(({ attributes }) => attributes === undefined);
        const wider = isWhole ? [] : [undefined, ['pk', 'sk', 'elsewhere']];
        for (const attributes of wider)
          expect([family, attributes, await attempt(name, commands[action](family, attributes))]).toEqual([
            family,
            attributes,
            'AccessDeniedException',
          ]);
      }
    },
  );

  it('may read the indexes and pass over the table as its rights say, and no further', async () => {
    const { indexes = [], scans } = rightsOf(name);
    for (const [index, partitionKey] of [
      ['due', 'due_pk'],
      ['board', 'board_pk'],
      ['received', 'received_pk'],
    ] as const) {
      const query = new QueryCommand({
        TableName,
        IndexName: index,
        KeyConditionExpression: `${partitionKey} = :pk`,
        ExpressionAttributeValues: { ':pk': text('x') },
      });
      const expected = indexes.includes(index) ? 'allowed' : 'AccessDeniedException';
      expect([index, await attempt(name, query)]).toEqual([index, expected]);
      const scan = new ScanCommand({ TableName, IndexName: index });
      expect(await attempt(name, scan)).toBe('AccessDeniedException');
    }
    const within = { TableName, Limit: 1, Select: 'SPECIFIC_ATTRIBUTES' } as const;
    const narrow = new ScanCommand({ ...within, ...projected(['pk', 'sk']) });
    expect(await attempt(name, narrow)).toBe(scans ? 'allowed' : 'AccessDeniedException');
    const wide = new ScanCommand({ ...within, ...projected(['pk', 'ciphertext']) });
    expect(await attempt(name, wide)).toBe('AccessDeniedException');
    expect(await attempt(name, new ScanCommand({ TableName }))).toBe('AccessDeniedException');
  });

  it('may delete nothing, and go no other way to a row', async () => {
    const Key = keyIn('case');
    for (const family of families)
      expect(await attempt(name, new DeleteItemCommand({ TableName, Key: keyIn(family) }))).toBe(
        'AccessDeniedException',
      );
    for (const command of [
      new BatchWriteItemCommand({ RequestItems: { [TableName]: [{ PutRequest: { Item: Key } }] } }),
      new ExecuteStatementCommand({ Statement: `SELECT * FROM "${TableName}"` }),
      new DeleteTableCommand({ TableName }),
      new GetItemCommand({ TableName: 'Elsewhere', Key }),
      new PutItemCommand({ TableName, Item: Key, ReturnValues: 'ALL_OLD' }),
      new TransactWriteItemsCommand({
        TransactItems: [{ Put: { TableName, Item: Key } }, { Delete: { TableName, Key } }],
      }),
      new TransactWriteItemsCommand({
        TransactItems: [
          { Put: { TableName, Item: Key } },
          { Put: { TableName, Item: { pk: text('FORM'), sk: text('FORM') } } },
        ],
      }),
      new TransactWriteItemsCommand({
        TransactItems: [
          { ConditionCheck: { TableName, Key, ConditionExpression: 'attribute_not_exists(pk)' } },
        ],
      }),
    ])
      expect([command.constructor.name, await attempt(name, command)]).toEqual([
        command.constructor.name,
        'AccessDeniedException',
      ]);
  });

  it('may touch photos and publish events as its rights say, and no further', async () => {
    const { AWS_ENDPOINT_URL_S3: endpoint = '' } = run.environmentOf(name);
    const s3 = new S3Client({ endpoint, forcePathStyle: true, ...asFunction(name) });
    const operator = new S3Client({ endpoint, forcePathStyle: true, ...localAccount });
    for (const prefix of ['incoming', 'kept'] as const) {
      const object = { Bucket: BUCKET, Key: `${prefix}/attempt` };
      // A function that may not list the bucket is refused what is not there.
      await operator.send(new PutObjectCommand({ ...object, Body: 'x' }));
      for (const [action, command] of [
        ['PutObject', new PutObjectCommand({ ...object, Body: 'x' })],
        ['GetObject', new GetObjectCommand(object)],
        ['DeleteObject', new DeleteObjectCommand(object)],
      ] as const) {
        const expected = photoRights[name]?.includes(`${action} ${prefix}`) ? 'allowed' : 'AccessDenied';
        expect([action, prefix, await outcome(s3.send(command as Command))]).toEqual([
          action,
          prefix,
          expected,
        ]);
      }
    }
    expect(await outcome(s3.send(new ListObjectsV2Command({ Bucket: BUCKET })))).toBe('AccessDenied');
    s3.destroy();
    operator.destroy();

    const bus = new EventBridgeClient({
      endpoint: run.environmentOf(name).AWS_ENDPOINT_URL_EVENTBRIDGE ?? '',
      ...asFunction(name),
    });
    const EventBusName = run.environmentOf('relay').BUS_NAME;
    const entry = { Source: 'attempt', DetailType: 'Nothing', Detail: '{}', EventBusName };
    const mayPublish = name === 'relay' || name === 'sweep';
    expect(await outcome(bus.send(new PutEventsCommand({ Entries: [entry] })))).toBe(
      mayPublish ? 'allowed' : 'AccessDeniedException',
    );
    const elsewhere = { ...entry, EventBusName: 'default' };
    expect(await outcome(bus.send(new PutEventsCommand({ Entries: [entry, elsewhere] })))).toBe(
      'AccessDeniedException',
    );
    bus.destroy();
  });

  it('is known by its signature, not by the name of its key', async () => {
    const client = clientWith(run.environmentOf(name).AWS_ACCESS_KEY_ID, 'another secret');
    const sent = client.send(new GetItemCommand({ TableName, Key: keyIn('policy') }));
    await expect(sent).rejects.toMatchObject({ name: 'UnrecognizedClientException' });
    client.destroy();
  });
});
