import { setTimeout as pause } from 'node:timers/promises';
import {
  BatchGetCommand,
  type DynamoDBDocumentClient,
  GetCommand,
  PutCommand,
  QueryCommand,
  type QueryCommandInput,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb';
import { defined } from '../../engine/defined.ts';
import type { Registry } from '../../engine/registry.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { answerTo } from './answer.ts';
import type { Condition } from './conditions.ts';

/** The table, its client, and what is needed to decode its rows. */
export interface Table {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
  readonly aggregates: Registry;
  /**
   * Shards per lane of the due index. It can be raised at any time; lower it only when the removed shards have no rows
   * left.
   */
  readonly shardsPerLane: number;
}

/** A table, for rows that belong to no aggregate. */
export type NamedTable = Pick<Table, 'documents' | 'name'>;

/** Reads one row, strongly consistent, since a decision follows from it. */
export async function getRow({ documents, name }: NamedTable, Key: RowKey): Promise<Row | undefined> {
  const request = new GetCommand({ TableName: name, Key, ConsistentRead: true });
  return (await answerTo('get a row', documents.send(request))).Item;
}

/** Waits between attempts when DynamoDB left out keys of a batch, which it does instead of throttling it. */
const waitsMilliseconds = [20, 80, 240] as const;

/** Reads up to 100 rows by their keys, strongly consistent, in no particular order. */
export async function getRows(
  { documents, name }: Table,
  keys: readonly RowKey[],
  attributes: readonly string[],
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let left: readonly Row[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (const wait of [...waitsMilliseconds, undefined]) {
    if (left.length === 0) return rows;
    const request = new BatchGetCommand({
      RequestItems: {
        [name]: {
          Keys: [...left],
          ConsistentRead: true,
          ProjectionExpression: attributes.map((attribute) => `#${attribute}`).join(', '),
          ExpressionAttributeNames: Object.fromEntries(
            attributes.map((attribute) => [`#${attribute}`, attribute]),
          ),
        },
      },
    });
    const { Responses, UnprocessedKeys } = await answerTo('get rows', documents.send(request));
    rows.push(...(Responses?.[name] ?? []));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length > 0 && wait !== undefined) await pause(wait);
  }
  if (left.length > 0) throw new Unavailable('the store did not get rows: some keys were not processed');
  return rows;
}

export interface RowPage {
  readonly rows: readonly Row[];
  readonly last?: Row;
}

/** Reads one page of a query; `last` is present when there may be more rows. */
export async function queryRows(
  { documents, name }: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<RowPage> {
  const request = new QueryCommand({ TableName: name, ...query });
  const { Items = [], LastEvaluatedKey } = await answerTo('list rows', documents.send(request));
  return { rows: Items, ...(LastEvaluatedKey && { last: LastEvaluatedKey }) };
}

/** Reads the pages of a query until it ends or `rowsMax` rows are read. */
export async function queryAll(
  table: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
  rowsMax: number,
): Promise<readonly Row[]> {
  const rows: Row[] = [];
  let page: RowPage | undefined;
  do {
    page = await queryRows(table, {
      ...query,
      Limit: rowsMax - rows.length,
      ...defined({ ExclusiveStartKey: page?.last }),
    });
    rows.push(...page.rows);
  } while (page.last !== undefined && rows.length < rowsMax);
  return rows;
}

/** A condition as the parameters of a write. */
export const guardedBy = ({ expression, names, values }: Condition) => ({
  ConditionExpression: expression,
  ExpressionAttributeNames: names,
  ...(Object.keys(values).length > 0 && { ExpressionAttributeValues: values }),
});

export async function putRow(
  { documents, name }: NamedTable,
  Item: Row,
  condition?: Condition,
): Promise<void> {
  const request = new PutCommand({ TableName: name, Item, ...(condition && guardedBy(condition)) });
  await answerTo('put a row', documents.send(request));
}

/** What an update does to a row's attributes. */
export interface Changes {
  readonly set?: Row;
  readonly remove?: readonly string[];
  /** Numbers are incremented by the value; sets gain the members. */
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>;
}

/** Updates a row and returns the changed attributes. Without a condition a missing row is created. */
export async function updateRow(
  { documents, name }: Table,
  Key: RowKey,
  { set = {}, remove = [], add = {} }: Changes,
  condition?: Condition,
): Promise<Row> {
  const assigned = Object.keys(set).map((attribute) => `#${attribute} = :new_${attribute}`);
  const removed = remove.map((attribute) => `#${attribute}`);
  const added = Object.keys(add).map((attribute) => `#${attribute} :new_${attribute}`);
  const changed = [...Object.keys(set), ...remove, ...Object.keys(add)];
  const request = new UpdateCommand({
    TableName: name,
    Key,
    UpdateExpression: [
      ...(assigned.length > 0 ? [`SET ${assigned.join(', ')}`] : []),
      ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
      ...(added.length > 0 ? [`ADD ${added.join(', ')}`] : []),
    ].join(' '),
    ...(condition && { ConditionExpression: condition.expression }),
    ExpressionAttributeNames: {
      ...condition?.names,
      ...Object.fromEntries(changed.map((attribute) => [`#${attribute}`, attribute])),
    },
    ExpressionAttributeValues: {
      ...condition?.values,
      ...Object.fromEntries(
        Object.entries({ ...set, ...add }).map(([attribute, value]) => [`:new_${attribute}`, value]),
      ),
    },
    ReturnValues: 'UPDATED_NEW',
  });
  return (await answerTo('change a row', documents.send(request))).Attributes ?? {};
}
