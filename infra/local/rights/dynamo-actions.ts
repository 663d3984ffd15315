import { attributesIn } from './expression.ts';
import type { AttemptedAction } from './statement.ts';

/** What of the table's plan decides which key is the leading one. */
export interface TableKeys {
  readonly arn: string;
  readonly name: string;
  readonly partitionKey: string;
  /** The partition key of each index. */
  readonly indexKeys: Readonly<Record<string, string>>;
}

type Body = Readonly<Record<string, unknown>>;

/**
 * What a DynamoDB request does, each item for itself, with the condition keys that IAM would see. A request that this
 * does not understand has no leading key, so that no allow-list admits it.
 */
export function dynamoActions(table: TableKeys, operation: string, body: Body): readonly AttemptedAction[] {
  switch (operation) {
    case 'GetItem':
    case 'PutItem':
    case 'UpdateItem':
    case 'DeleteItem':
      return [itemAction(table, operation, body)];
    case 'Query':
    case 'Scan':
      return [listAction(table, operation, body)];
    case 'BatchGetItem':
    case 'BatchWriteItem':
      return Object.entries(objectOf(body.RequestItems)).map(([name, request]) =>
        batchAction(table, operation, name, request),
      );
    case 'TransactGetItems':
    case 'TransactWriteItems':
      return listOf(body.TransactItems).flatMap((item) =>
        Object.entries(objectOf(item)).map(([kind, request]) =>
          itemAction(table, transactionActions[kind] ?? kind, objectOf(request)),
        ),
      );
    default:
      return [{ action: `dynamodb:${operation}`, resource: arnOf(table, body.TableName), context: {} }];
  }
}

/** A transaction needs the permissions of the operations inside it. */
const transactionActions: Readonly<Record<string, string>> = {
  Get: 'GetItem',
  Put: 'PutItem',
  Update: 'UpdateItem',
  Delete: 'DeleteItem',
  ConditionCheck: 'ConditionCheckItem',
};

function itemAction(table: TableKeys, action: string, body: Body): AttemptedAction {
  const item = objectOf(body.Item);
  const key = stringIn(objectOf(body.Key ?? body.Item)[table.partitionKey]);
  const named = attributesIn(body);
  return {
    action: `dynamodb:${action}`,
    resource: arnOf(table, body.TableName),
    context: {
      'dynamodb:LeadingKeys': key === undefined ? undefined : [key],
      'dynamodb:Attributes': orAbsent([...Object.keys(item), ...named]),
      'dynamodb:ReturnValues': textIn(body.ReturnValues),
    },
  };
}

function listAction(table: TableKeys, action: string, body: Body): AttemptedAction {
  const index = textIn(body.IndexName)?.[0];
  const partitionKey = index === undefined ? table.partitionKey : table.indexKeys[index];
  const arn = arnOf(table, body.TableName);
  return {
    action: `dynamodb:${action}`,
    resource: index === undefined ? arn : `${arn}/index/${index}`,
    context: {
      'dynamodb:LeadingKeys': action === 'Query' ? orAbsent(leadingKeysIn(body, partitionKey)) : undefined,
      'dynamodb:Attributes': orAbsent(attributesIn(body)),
      'dynamodb:Select': textIn(body.Select),
    },
  };
}

function batchAction(table: TableKeys, action: string, name: string, request: unknown): AttemptedAction {
  const requests = Array.isArray(request) ? request.map(writtenIn) : listOf(objectOf(request).Keys);
  const keys = requests.map((one) => stringIn(objectOf(one)[table.partitionKey]));
  const known = keys.filter((key) => key !== undefined);
  return {
    action: `dynamodb:${action}`,
    resource: arnOf(table, name),
    context: {
      'dynamodb:LeadingKeys': known.length === keys.length ? orAbsent(known) : undefined,
      'dynamodb:Attributes': Array.isArray(request) ? undefined : orAbsent(attributesIn(objectOf(request))),
    },
  };
}

/** The item or key of one write of a batch. */
const writtenIn = (request: unknown): unknown => {
  const { PutRequest, DeleteRequest } = objectOf(request);
  return objectOf(PutRequest).Item ?? objectOf(DeleteRequest).Key;
};

/** Values to which the key condition of a query binds the partition key. */
function leadingKeysIn(body: Body, partitionKey: string | undefined): readonly string[] {
  const names = objectOf(body.ExpressionAttributeNames);
  const values = objectOf(body.ExpressionAttributeValues);
  const comparisons = String(body.KeyConditionExpression ?? '').matchAll(/([#\w]+)\s*=\s*(:\w+)/g);
  return [...comparisons].flatMap(([, name = '', value = '']) => {
    const attribute = name.startsWith('#') ? names[name] : name;
    return attribute === partitionKey ? (stringIn(values[value]) ?? []) : [];
  });
}

const arnOf = ({ arn, name }: TableKeys, given: unknown): string => {
  if (given === name || given === arn) return arn;
  return `${arn.slice(0, arn.lastIndexOf('/'))}/${String(given)}`;
};

const orAbsent = (values: readonly string[]): readonly string[] | undefined =>
  values.length === 0 ? undefined : values;

const objectOf = (value: unknown): Body =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Body) : {};
const listOf = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);
const textIn = (value: unknown): readonly string[] | undefined =>
  typeof value === 'string' ? [value] : undefined;
/** A string of DynamoDB’s JSON. */
const stringIn = (value: unknown): string | undefined => textIn(objectOf(value).S)?.[0];
