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
import type { Freshness } from '../../engine/storage/store.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { answerTo, unlessHeld, type Waiting, waitFor } from './answer.ts';
import type { Condition } from './conditions.ts';

/** The table, its client, and what is needed to decode its rows. */
export interface Table extends Waiting {
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
export type NamedTable = Pick<Table, 'documents' | 'name' | 'wait'>;

/** The parameters of a read that returns only these attributes. Names are placeholders, since many are reserved words. */
export const onlyAttributes = (attributes: readonly string[]) => ({
  ProjectionExpression: attributes.map((attribute) => `#${attribute}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((attribute) => [`#${attribute}`, attribute])),
});

/** The same, said twice: a permission for some attributes demands it of a query. */
export const queryingOnly = (attributes: readonly string[]) => ({
  ...onlyAttributes(attributes),
  Select: 'SPECIFIC_ATTRIBUTES' as const,
});

/** Reads one row, strongly consistent unless its caller does with a recent one; of its attributes those that are named. */
export async function getRow(
  { documents, name }: NamedTable,
  Key: RowKey,
  attributes?: readonly string[],
  freshness: Freshness = 'latest',
): Promise<Row | undefined> {
  const request = new GetCommand({
    TableName: name,
    Key,
    ConsistentRead: freshness === 'latest',
    ...(attributes && onlyAttributes(attributes)),
  });
  return (await answerTo('get a row', documents.send(request))).Item;
}

/** Waits between attempts when DynamoDB left out keys of a batch, which it does instead of throttling it. */
const waitsMilliseconds = [20, 80, 240] as const;

/** Reads up to 100 rows by their keys, strongly consistent, in no particular order. */
export async function getRows(
  table: Table,
  keys: readonly RowKey[],
  attributes: readonly string[],
): Promise<readonly Row[]> {
  const { documents, name } = table;
  const rows: Row[] = [];
  let left: readonly Row[] = keys.map(({ pk, sk }) => ({ pk, sk }));
  for (const wait of [...waitsMilliseconds, undefined]) {
    if (left.length === 0) return rows;
    const request = new BatchGetCommand({
      RequestItems: {
        [name]: {
          Keys: [...left],
          ConsistentRead: true,
          ...onlyAttributes(attributes),
        },
      },
    });
    const { Responses, UnprocessedKeys } = await answerTo('get rows', documents.send(request));
    rows.push(...(Responses?.[name] ?? []));
    left = UnprocessedKeys?.[name]?.Keys ?? [];
    if (left.length > 0 && wait !== undefined) await waitFor(table, wait);
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

export async function putRow(table: NamedTable, Item: Row, condition?: Condition): Promise<void> {
  const { documents, name } = table;
  const request = new PutCommand({ TableName: name, Item, ...(condition && guardedBy(condition)) });
  await unlessHeld(table, () => answerTo('put a row', documents.send(request)));
}

/** What an update does to a row's attributes. */
export interface Changes {
  readonly set?: Row;
  readonly remove?: readonly string[];
  /** Numbers are incremented by the value; sets gain the members. */
  readonly add?: Readonly<Record<string, number | ReadonlySet<string>>>;
}

/** Updates a row and returns the changed attributes, or all. Without a condition a missing row is created. */
export async function updateRow(
  table: Table,
  Key: RowKey,
  { set = {}, remove = [], add = {} }: Changes,
  condition?: Condition,
  ReturnValues: 'UPDATED_NEW' | 'ALL_NEW' = 'UPDATED_NEW',
): Promise<Row> {
  const { documents, name: TableName } = table;
  // Placeholders are numbered: the name of an attribute may hold any character, a placeholder may not.
  const placeholders = new Map(
    [...Object.keys(set), ...remove, ...Object.keys(add)].map((name, index) => [name, `new_${index}`]),
  );
  const of = (attribute: string): string => placeholders.get(attribute) ?? attribute;
  const assigned = Object.keys(set).map((attribute) => `#${of(attribute)} = :${of(attribute)}`);
  const removed = remove.map((attribute) => `#${of(attribute)}`);
  const added = Object.keys(add).map((attribute) => `#${of(attribute)} :${of(attribute)}`);
  const request = new UpdateCommand({
    TableName,
    Key,
    UpdateExpression: [
      ...(assigned.length > 0 ? [`SET ${assigned.join(', ')}`] : []),
      ...(removed.length > 0 ? [`REMOVE ${removed.join(', ')}`] : []),
      ...(added.length > 0 ? [`ADD ${added.join(', ')}`] : []),
    ].join(' '),
    ...(condition && { ConditionExpression: condition.expression }),
    ExpressionAttributeNames: {
      ...condition?.names,
      ...Object.fromEntries(
        [...placeholders].map(([attribute, placeholder]) => [`#${placeholder}`, attribute]),
      ),
    },
    ExpressionAttributeValues: {
      ...condition?.values,
      ...Object.fromEntries(
        Object.entries({ ...set, ...add }).map(([attribute, value]) => [`:${of(attribute)}`, value]),
      ),
    },
    ReturnValues,
  });
  const changed = await unlessHeld(table, () => answerTo('change a row', documents.send(request)));
  return changed.Attributes ?? {};
}
