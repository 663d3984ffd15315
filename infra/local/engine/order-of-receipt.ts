import * as z from 'zod/mini';
import { receivedPk } from '../../../shared/adapters/dynamo/state-item.ts';
import { aggregateKeyIn } from '../../../shared/engine/storage/keys.ts';
import { type AwsJson, AwsRefusal } from './aws-json.ts';

const page = z.object({
  Items: z.array(z.object({ pk: z.object({ S: z.string() }) })),
  LastEvaluatedKey: z.optional(z.record(z.string(), z.unknown())),
});

/** So many rows are written concurrently. */
const AT_ONCE = 8;

/**
 * Puts rows of a release that had no order of receipt into its index, as the prover would within a day.
 * @param remainingMs the time left; what is not done then is left to the next start and to the prover
 * @param starting called once, before the first row is written
 * @returns whether all rows have their place
 */
export const fillOrderOfReceipt = async (
  call: AwsJson,
  tableName: string,
  remainingMs: () => number,
  starting: () => void,
): Promise<boolean> => {
  let isStarted = false;
  let from: Readonly<Record<string, unknown>> | undefined;
  do {
    if (remainingMs() <= 0) return false;
    const { Items, LastEvaluatedKey } = page.parse(
      await call('DynamoDB_20120810.Scan', {
        TableName: tableName,
        ConsistentRead: true,
        FilterExpression: '#sk = :state AND attribute_not_exists(#received_pk)',
        ProjectionExpression: '#pk',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk', '#received_pk': 'received_pk' },
        ExpressionAttributeValues: { ':state': { S: 'STATE' } },
        ...(from && { ExclusiveStartKey: from }),
      }),
    );
    const waiting = Items.map(({ pk }) => pk.S);
    if (waiting.length > 0 && !isStarted) {
      isStarted = true;
      starting();
    }
    const worker = async (): Promise<void> => {
      while (remainingMs() > 0) {
        const pk = waiting.shift();
        if (pk === undefined) return;
        await place(call, tableName, pk);
      }
    };
    await Promise.all(Array.from({ length: AT_ONCE }, worker));
    if (waiting.length > 0) return false;
    from = LastEvaluatedKey;
  } while (from !== undefined);
  return true;
};

const place = async (call: AwsJson, tableName: string, pk: string): Promise<void> => {
  const key = aggregateKeyIn(pk);
  if (key === undefined) return;
  try {
    await call('DynamoDB_20120810.UpdateItem', {
      TableName: tableName,
      Key: { pk: { S: pk }, sk: { S: 'STATE' } },
      UpdateExpression: 'SET #received_pk = :list',
      ConditionExpression: 'attribute_exists(#pk) AND attribute_not_exists(#received_pk)',
      ExpressionAttributeNames: { '#pk': 'pk', '#received_pk': 'received_pk' },
      ExpressionAttributeValues: { ':list': { S: receivedPk(key.station, key.kind) } },
    });
  } catch (error) {
    // Another process of the same DynamoDB was faster.
    if (!(error instanceof AwsRefusal) || error.code !== 'ConditionalCheckFailedException') throw error;
  }
};
