import * as z from 'zod/mini';
import { isTemplate } from '../events/input-transformer.ts';
import { parsePattern } from '../events/pattern.ts';
import type { BusPlan, QueuePlan, RulePlan, SchedulePlan, StreamPlan } from './plan.ts';
import { notSupported, type Stack } from './stack.ts';
import { TemplateFault } from './template-fault.ts';

const mappingShape = z.object({
  EventSourceArn: z.string(),
  FunctionName: z.string(),
  StartingPosition: z.literal('TRIM_HORIZON'),
  BatchSize: z._default(z.number(), 100),
  FilterCriteria: z.optional(z.object({ Filters: z.array(z.object({ Pattern: z.string() })) })),
  MaximumRetryAttempts: z._default(z.number(), -1),
  MaximumRecordAgeInSeconds: z._default(z.number(), -1),
  BisectBatchOnFunctionError: z._default(z.boolean(), false),
  FunctionResponseTypes: z._default(z.array(z.literal('ReportBatchItemFailures')), []),
  DestinationConfig: z.optional(z.object({ OnFailure: z.optional(z.object({ Destination: z.string() })) })),
  TumblingWindowInSeconds: notSupported(),
});

/** The event source mappings of the table's stream. */
export const streamsOf = (stack: Stack, streamArn: string): readonly StreamPlan[] =>
  stack.all('AWS::Lambda::EventSourceMapping', mappingShape).map(({ id, properties }) => {
    if (properties.EventSourceArn !== streamArn) {
      throw new TemplateFault(
        id,
        `the local run reads the table's stream only, not ${properties.EventSourceArn}.`,
      );
    }
    return {
      id,
      functionArn: properties.FunctionName,
      filters: (properties.FilterCriteria?.Filters ?? []).map(({ Pattern }) =>
        parsePattern(JSON.parse(Pattern)),
      ),
      batchSize: properties.BatchSize,
      retriesMax: limitOf(properties.MaximumRetryAttempts),
      ageSecondsMax: limitOf(properties.MaximumRecordAgeInSeconds),
      bisect: properties.BisectBatchOnFunctionError,
      reportsItemFailures: properties.FunctionResponseTypes.length > 0,
      onFailureArn: properties.DestinationConfig?.OnFailure?.Destination,
    };
  });

const limitOf = (limit: number): number | undefined => (limit < 0 ? undefined : limit);

/** The account's default bus, on which AWS services publish their events. */
export const defaultBus = 'default';

const pathShape = z.string().check(z.regex(/^\$(\.[\w-]+)*$/));

/** Fields of the event by names of their own, and the JSON in which each name, in angle brackets, stands for its value. */
const transformerShape = z.object({
  InputPathsMap: z.record(z.string(), pathShape),
  InputTemplate: z
    .string()
    .check(z.refine((text) => isTemplate(text), 'must be JSON with fields for values')),
});

const ruleShape = z.object({
  EventBusName: z._default(z.string(), defaultBus),
  EventPattern: z.unknown(),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  ScheduleExpression: notSupported(),
  Targets: z.array(
    z.object({
      Arn: z.string(),
      Input: z.optional(z.string()),
      InputPath: z.optional(pathShape),
      InputTransformer: z.optional(transformerShape),
    }),
  ),
});

/** The enabled rules. */
export const rulesOf = (stack: Stack): readonly RulePlan[] =>
  stack
    .all('AWS::Events::Rule', ruleShape)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ id, properties }) => ({
      id,
      busName: properties.EventBusName,
      pattern: parsePattern(properties.EventPattern),
      targets: properties.Targets.map(({ Arn, Input, InputPath, InputTransformer }) => ({
        functionArn: Arn,
        input: Input,
        inputPath: InputPath,
        transformer: InputTransformer && {
          paths: InputTransformer.InputPathsMap,
          template: InputTransformer.InputTemplate,
        },
      })),
    }));

export const busesOf = (stack: Stack): readonly BusPlan[] =>
  stack.all('AWS::Events::EventBus', z.object({})).map(({ name, arn }) => ({ name, arn }));

const scheduleShape = z.object({
  ScheduleExpression: z.string().check(z.regex(/^rate\([1-9]\d* (minute|hour|day)s?\)$/, 'must be a rate')),
  State: z._default(z.enum(['ENABLED', 'DISABLED']), 'ENABLED'),
  FlexibleTimeWindow: z.object({ Mode: z.literal('OFF') }),
  Target: z.object({
    Arn: z.string(),
    RoleArn: z.string(),
    // The Scheduler would replace these placeholders; the local run does not.
    Input: z.optional(z.string().check(z.refine((input) => !input.includes('<aws.scheduler.')))),
  }),
});

const minutesOf: Readonly<Record<string, number>> = { minute: 1, hour: 60, day: 1440 };

/** The enabled schedules. */
export const schedulesOf = (stack: Stack): readonly SchedulePlan[] =>
  stack
    .all('AWS::Scheduler::Schedule', scheduleShape)
    .filter(({ properties }) => properties.State === 'ENABLED')
    .map(({ id, properties: { ScheduleExpression, Target } }) => {
      const [, count = '', unit = ''] = /(\d+) (minute|hour|day)/.exec(ScheduleExpression) ?? [];
      const everyMinutes = Number(count) * (minutesOf[unit] ?? 1);
      return { id, everyMinutes, functionArn: Target.Arn, input: Target.Input };
    });

export const queuesOf = (stack: Stack): readonly QueuePlan[] =>
  stack
    .all('AWS::SQS::Queue', z.object({ FifoQueue: notSupported() }))
    .map(({ arn }) => ({ arn, name: arn.slice(arn.lastIndexOf(':') + 1) }));
