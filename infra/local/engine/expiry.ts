import * as z from 'zod/mini';
import { type Instant, SECOND } from '../../../shared/engine/calendar/instant.ts';
import type { TablePlan } from '../template/plan.ts';
import type { AwsJson } from './aws-json.ts';

const pageShape = z.object({
  Items: z.array(z.record(z.string(), z.unknown())),
  LastEvaluatedKey: z.optional(z.record(z.string(), z.unknown())),
});

/** Deletes rows that have expired by the virtual clock. The engine does not; DynamoDB does so within days. */
export const deleteExpired = async (
  call: AwsJson,
  { name, keyNames, expiryAttribute }: TablePlan,
  now: Instant,
): Promise<void> => {
  if (expiryAttribute === undefined) return;
  const names = Object.fromEntries(keyNames.map((key, index) => [`#k${index}`, key]));
  let ExclusiveStartKey: Record<string, unknown> | undefined;
  do {
    const page = pageShape.parse(
      await call('DynamoDB_20120810.Scan', {
        TableName: name,
        ProjectionExpression: Object.keys(names).join(', '),
        FilterExpression: '#expiry <= :now',
        ExpressionAttributeNames: { ...names, '#expiry': expiryAttribute },
        ExpressionAttributeValues: { ':now': { N: String(Math.floor(now / SECOND)) } },
        ...(ExclusiveStartKey && { ExclusiveStartKey }),
      }),
    );
    for (const Key of page.Items) await call('DynamoDB_20120810.DeleteItem', { TableName: name, Key });
    ExclusiveStartKey = page.LastEvaluatedKey;
  } while (ExclusiveStartKey !== undefined);
};
