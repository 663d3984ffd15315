import { DynamoDBClient, GetItemCommand, PutItemCommand } from '@aws-sdk/client-dynamodb';

interface HttpEvent {
  readonly routeKey: string;
  readonly body?: string;
  readonly pathParameters?: Readonly<Record<string, string>>;
}

const table = new DynamoDBClient({});
const TableName = process.env.TABLE_NAME;

const routes: Readonly<Record<string, (event: HttpEvent) => Promise<unknown>>> = {
  'GET /echo/{word}': async (event) => event,
  'GET /time': async () => ({ now: new Date().toISOString(), isDate: new Date() instanceof Date }),
  'GET /crash': async () => process.exit(3),
  'GET /garbled': async () => ({ statusCode: 200, headers: { 'x-note': '回应' }, body: '' }),
  'POST /facts': async ({ body = '{}' }) => {
    const { id, expiresAt = 4_000_000_000, ...rest } = JSON.parse(body);
    const Item = {
      pk: { S: 'facts' },
      sk: { S: `F#${id}` },
      note: { S: JSON.stringify(rest) },
      expires_at: { N: String(expiresAt) },
    };
    await table.send(new PutItemCommand({ TableName, Item }));
    return { statusCode: 201, headers: { 'content-type': 'application/json' }, cookies: ['a=b'], body: '{}' };
  },
  'GET /facts/{id}': async ({ pathParameters }) => {
    const Key = { pk: { S: 'facts' }, sk: { S: `F#${pathParameters?.id}` } };
    const { Item } = await table.send(new GetItemCommand({ TableName, Key, ConsistentRead: true }));
    return { found: Item !== undefined };
  },
};

export const handler = async (event: HttpEvent): Promise<unknown> => routes[event.routeKey]?.(event);
