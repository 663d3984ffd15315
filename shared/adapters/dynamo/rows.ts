import {
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
import { answerTo } from './answer.ts';
import type { Condition } from './conditions.ts';

/** The table as the store knows it. */
export interface Table {
  readonly documents: DynamoDBDocumentClient;
  readonly name: string;
  readonly aggregates: Registry;
  /** How many shards a lane of the due index has. Raise it at will; lower it only where no row is left above. */
  readonly shardsPerLane: number;
}

/** Strongly consistent: every read of one row precedes a decision about it. */
export async function getRow({ documents, name }: Table, Key: RowKey): Promise<Row | undefined> {
  const request = new GetCommand({ TableName: name, Key, ConsistentRead: true });
  return (await answerTo('get a row', documents.send(request))).Item;
}

export interface RowPage {
  readonly rows: readonly Row[];
  readonly last?: Row;
}

/** One page of a query; `last` is present when there may be more behind it. */
export async function queryRows(
  { documents, name }: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
): Promise<RowPage> {
  const request = new QueryCommand({ TableName: name, ...query });
  const { Items = [], LastEvaluatedKey } = await answerTo('list rows', documents.send(request));
  return { rows: Items, ...(LastEvaluatedKey && { last: LastEvaluatedKey }) };
}

/** Follows the pages of a query until it ends or has given `rowsMax` rows. */
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

export async function putRow({ documents, name }: Table, Item: Row, condition?: Condition): Promise<void> {
  const request = new PutCommand({ TableName: name, Item, ...(condition && guardedBy(condition)) });
  await answerTo('put a row', documents.send(request));
}

/** What an update does to a row's attributes. */
export interface Changes {
  readonly set?: Row;
  readonly remove?: readonly string[];
  /** Numbers grow by this, sets by these. */
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>;
}

/** Changes a row that meets the condition, or makes it where there is no condition and no row, and gives the attributes changed as they are now. */
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
