import * as z from 'zod/mini';
import type { BucketPlan } from './plan.ts';
import { notSupported, type Stack } from './stack.ts';

const bucketShape = z.object({
  CorsConfiguration: z.optional(
    z.object({
      CorsRules: z.array(
        z.object({ AllowedMethods: z.array(z.string()), AllowedOrigins: z.array(z.string()) }),
      ),
    }),
  ),
  NotificationConfiguration: z.optional(
    z.strictObject({ EventBridgeConfiguration: z.strictObject({ EventBridgeEnabled: z.literal(true) }) }),
  ),
  WebsiteConfiguration: notSupported(),
});

/** The buckets. Lifecycle rules are not run: objects stay until the data directory is cleared. */
export const bucketsOf = (stack: Stack): readonly BucketPlan[] =>
  stack.all('AWS::S3::Bucket', bucketShape).map(({ name, arn, properties }) => ({
    name,
    arn,
    cors: (properties.CorsConfiguration?.CorsRules ?? []).map((rule) => ({
      methods: rule.AllowedMethods,
      origins: rule.AllowedOrigins,
    })),
    announces: properties.NotificationConfiguration !== undefined,
  }));
