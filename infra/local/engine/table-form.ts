import * as z from 'zod/mini';
import { tableForm } from '../../../shared/adapters/dynamo/table.ts';
import type { AwsJson } from './aws-json.ts';

const key = { pk: { S: 'FORM' }, sk: { S: 'FORM' } };
const answer = z.object({ Item: z.optional(z.object({ form: z.object({ S: z.string() }) })) });

/** Records in an empty table the row format that it will hold. */
export const markForm = async (call: AwsJson, tableName: string): Promise<void> => {
  await call('DynamoDB_20120810.PutItem', {
    TableName: tableName,
    Item: { ...key, form: { S: tableForm } },
  });
};

/**
 * Checks that the rows of a table have the format that this release reads.
 * @throws Error with a sentence that says what to do
 */
export const checkForm = async (call: AwsJson, tableName: string): Promise<void> => {
  const { Item } = answer.parse(
    await call('DynamoDB_20120810.GetItem', { TableName: tableName, Key: key, ConsistentRead: true }),
  );
  const found = Item?.form.S ?? 'an older one';
  if (found === tableForm) return;
  throw new Error(
    `The data directory holds rows of another form (${found}; this release reads ${tableForm}). ` +
      'Start with --fresh to delete them, or go on with the release that wrote them.',
  );
};
