import * as z from 'zod/mini';
import type { TablePlan } from './plan.ts';
import type { Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const keySchema = z.array(z.strictObject({ AttributeName: z.string(), KeyType: z.enum(['HASH', 'RANGE']) }));

const projection = z.strictObject({
  ProjectionType: z.enum(['ALL', 'KEYS_ONLY', 'INCLUDE']),
  NonKeyAttributes: z.optional(z.array(z.string())),
});

const tableShape = z.object({
  AttributeDefinitions: z.array(
    z.strictObject({ AttributeName: z.string(), AttributeType: z.enum(['S', 'N', 'B']) }),
  ),
  KeySchema: keySchema,
  BillingMode: z.literal('PAY_PER_REQUEST'),
  GlobalSecondaryIndexes: z.optional(
    z.array(z.object({ IndexName: z.string(), KeySchema: keySchema, Projection: projection })),
  ),
  StreamSpecification: z.object({ StreamViewType: z.string() }),
  TimeToLiveSpecification: z.optional(z.object({ AttributeName: z.string(), Enabled: z.boolean() })),
});

const partitionKeyOf = (keys: z.infer<typeof keySchema>): string =>
  keys.find(({ KeyType }) => KeyType === 'HASH')?.AttributeName ?? '';

/** The one table. */
export const tableOf = (stack: Stack): TablePlan => {
  const [table, ...more] = stack.all('AWS::DynamoDB::Table', tableShape);
  if (table === undefined || more.length > 0)
    throw new TemplateFault('Resources', 'must hold exactly one table.');
  const { StreamSpecification, TimeToLiveSpecification, ...rest } = table.properties;

  return {
    name: table.name,
    arn: table.arn,
    streamArn: `${table.arn}/stream/local`,
    createTable: {
      ...rest,
      TableName: table.name,
      StreamSpecification: { ...StreamSpecification, StreamEnabled: true },
    },
    keyNames: rest.KeySchema.map(({ AttributeName }) => AttributeName),
    partitionKey: partitionKeyOf(rest.KeySchema),
    indexKeys: Object.fromEntries(
      (rest.GlobalSecondaryIndexes ?? []).map(({ IndexName, KeySchema }) => [
        IndexName,
        partitionKeyOf(KeySchema),
      ]),
    ),
    expiryAttribute: TimeToLiveSpecification?.Enabled ? TimeToLiveSpecification.AttributeName : undefined,
  };
};
