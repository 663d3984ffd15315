import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import type { TablePlan } from '../template/plan.ts';
import { type AwsJson, AwsRefusal } from './aws-json.ts';

const keySchema = z.array(z.object({ AttributeName: z.string(), KeyType: z.string() }));

const tableShape = z.object({
  Table: z.object({
    TableStatus: z.string(),
    KeySchema: keySchema,
    GlobalSecondaryIndexes: z._default(
      z.array(z.object({ IndexName: z.string(), KeySchema: keySchema })),
      [],
    ),
    LatestStreamArn: z.optional(z.string()),
  }),
});

type Description = z.infer<typeof tableShape>['Table'];

/** What the other parts need to know of the existing table. */
export interface Table {
  readonly streamArn: string;
  readonly isEmpty: boolean;
}

/**
 * Creates the template's table if it does not exist, and adds the indexes that an existing one lacks, as a deployment
 * does. Anything else in which the existing table differs is refused.
 * @throws Error with a sentence when the data directory holds another table
 */
export const ensureTable = async (
  call: AwsJson,
  plan: TablePlan,
  { isEmbedded }: { isEmbedded: boolean },
): Promise<Table> => {
  const before = await describe(call, plan.name);
  if (before === undefined) {
    if (isEmbedded) await refuseOtherTables(call, plan.name);
    await call('DynamoDB_20120810.CreateTable', plan.createTable);
  } else {
    const { missing, isOtherwiseAlike } = compare(before, plan.createTable);
    if (!isOtherwiseAlike) {
      throw new Error(
        `The table ${plan.name} has other keys or indexes than the template. Start with --fresh.`,
      );
    }
    for (const index of missing) await addIndex(call, plan, index);
  }
  const { LatestStreamArn } = await untilActive(call, plan.name);
  if (LatestStreamArn === undefined)
    throw new Error(`The table ${plan.name} has no stream. Start with --fresh.`);
  const { Count } = countShape.parse(
    await call('DynamoDB_20120810.Scan', { TableName: plan.name, Limit: 1 }),
  );
  return { streamArn: LatestStreamArn, isEmpty: Count === 0 };
};

const countShape = z.object({ Count: z.number() });

const describe = async (call: AwsJson, name: string): Promise<Description | undefined> => {
  try {
    return tableShape.parse(await call('DynamoDB_20120810.DescribeTable', { TableName: name })).Table;
  } catch (error) {
    if (error instanceof AwsRefusal && error.code === 'ResourceNotFoundException') return undefined;
    throw error;
  }
};

/** On AWS, a table under a new logical id is a new table, and all cases would remain in the old one. */
const refuseOtherTables = async (call: AwsJson, name: string): Promise<void> => {
  const { TableNames } = z
    .object({ TableNames: z.array(z.string()) })
    .parse(await call('DynamoDB_20120810.ListTables', {}));
  if (TableNames.length === 0) return;
  throw new Error(
    `The data directory holds the table ${TableNames.join(', ')} and the template now asks for ${name}. ` +
      'Deployed, this would leave every case behind in the old table. Here, start with --fresh.',
  );
};

const untilActive = async (call: AwsJson, name: string): Promise<Description> => {
  for (;;) {
    const found = await describe(call, name);
    if (found?.TableStatus === 'ACTIVE') return found;
    await pause(50);
  }
};

/** The indexes that the template has and the table lacks, and whether all else is alike. */
const compare = (found: Description, wanted: unknown) => {
  const { GlobalSecondaryIndexes, ...rest } = shapeShape.parse(wanted);
  const isThere = ({ IndexName }: { readonly IndexName: string }): boolean =>
    found.GlobalSecondaryIndexes.some((one) => one.IndexName === IndexName);
  const before = { ...rest, GlobalSecondaryIndexes: GlobalSecondaryIndexes.filter(isThere) };
  return {
    missing: GlobalSecondaryIndexes.filter((index) => !isThere(index)),
    isOtherwiseAlike: shapeOf(found) === shapeOf(before),
  };
};

/** DynamoDB adds one index at a time, and fills it with the rows that have its keys. */
const addIndex = async (call: AwsJson, { name, createTable }: TablePlan, Create: object): Promise<void> => {
  const { AttributeDefinitions } = createTable;
  await call('DynamoDB_20120810.UpdateTable', {
    TableName: name,
    AttributeDefinitions,
    GlobalSecondaryIndexUpdates: [{ Create }],
  });
  await untilActive(call, name);
};

/** Keys and indexes as one text, independent of their order. */
const shapeOf = (table: unknown): string => {
  const { KeySchema, GlobalSecondaryIndexes } = shapeShape.parse(table);
  const indexes = GlobalSecondaryIndexes.map(
    ({ IndexName, KeySchema }) => `${IndexName}:${keysOf(KeySchema)}`,
  );
  return [keysOf(KeySchema), ...indexes.toSorted()].join(' ');
};

const shapeShape = z.object({
  KeySchema: keySchema,
  GlobalSecondaryIndexes: z._default(
    z.array(z.looseObject({ IndexName: z.string(), KeySchema: keySchema })),
    [],
  ),
});

const keysOf = (keys: z.infer<typeof keySchema>): string =>
  keys
    .map(({ AttributeName, KeyType }) => `${KeyType}=${AttributeName}`)
    .toSorted()
    .join(',');
