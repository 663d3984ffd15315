import { bucketsOf } from './buckets.ts';
import { busesOf, defaultBus, queuesOf, rulesOf, schedulesOf, streamsOf } from './events.ts';
import { aliasNamesOf, functionsOf } from './functions.ts';
import { checkPermissions } from './permissions.ts';
import type { Plan } from './plan.ts';
import { rightsOf } from './rights.ts';
import { routesOf } from './routes.ts';
import { readStack } from './stack.ts';
import { tableOf } from './tables.ts';
import { TemplateFault } from './template-fault.ts';

/** Resource types that the local run executes. */
const executedTypes = new Set([
  'AWS::ApiGatewayV2::Api',
  'AWS::ApiGatewayV2::Authorizer',
  'AWS::ApiGatewayV2::Integration',
  'AWS::ApiGatewayV2::Route',
  'AWS::DynamoDB::Table',
  'AWS::Events::EventBus',
  'AWS::Events::Rule',
  'AWS::IAM::Policy',
  'AWS::IAM::Role',
  'AWS::Lambda::Alias',
  'AWS::Lambda::EventInvokeConfig',
  'AWS::Lambda::EventSourceMapping',
  'AWS::Lambda::Function',
  'AWS::Lambda::Permission',
  'AWS::Scheduler::Schedule',
  'AWS::S3::Bucket',
  'AWS::SQS::Queue',
]);

/** Resource types that it ignores on purpose: policies of resources, monitoring, and what exists only in the cloud. */
const ignoredTypes = new Set([
  'AWS::ApiGatewayV2::Stage',
  'AWS::CDK::Metadata',
  'AWS::CloudWatch::Alarm',
  'AWS::CloudWatch::Dashboard',
  'AWS::Cognito::UserPool',
  'AWS::Cognito::UserPoolClient',
  'AWS::Cognito::UserPoolDomain',
  'AWS::Cognito::UserPoolGroup',
  'AWS::Events::Archive',
  'AWS::IAM::ManagedPolicy',
  'AWS::KMS::Alias',
  'AWS::KMS::Key',
  'AWS::Lambda::Version',
  'AWS::Logs::LogGroup',
  'AWS::Logs::MetricFilter',
  'AWS::S3::BucketPolicy',
  'AWS::SNS::Subscription',
  'AWS::SNS::Topic',
  'AWS::SNS::TopicPolicy',
  'AWS::SQS::QueuePolicy',
]);

/** A synthesized stack: its template and assets manifest, parsed from JSON. */
export interface Synthesized {
  readonly template: unknown;
  readonly manifest: unknown;
  /** The directory to which the manifest's paths are relative. */
  readonly directory: string;
}

/**
 * Reads the plan from the template.
 * @throws TemplateFault for what would fail on AWS, and for a resource type that is neither executed nor ignored
 */
export const planOf = ({ template, manifest, directory }: Synthesized): Plan => {
  const stack = readStack(template);
  for (const [id, type] of stack.types) {
    if (!executedTypes.has(type) && !ignoredTypes.has(type))
      throw new TemplateFault(id, `the local run does not know ${type}.`);
  }
  const table = tableOf(stack);
  const functions = functionsOf(stack, { manifest, directory });
  const aliasNames = aliasNamesOf(stack);
  const byName = (given: string) => {
    const known = aliasNames.get(given) ?? given;
    return functions.find(({ arn, name }) => known === arn || known === name)?.arn ?? given;
  };

  const plan: Plan = {
    functions,
    table,
    routes: routesOf(stack),
    streams: streamsOf(stack, table.streamArn).map((one) => ({
      ...one,
      functionArn: byName(one.functionArn),
    })),
    buses: busesOf(stack),
    rules: rulesOf(stack),
    schedules: schedulesOf(stack),
    queues: queuesOf(stack),
    rights: rightsOf(stack),
    buckets: bucketsOf(stack),
  };
  checkTargets(plan);
  checkPermissions(stack, plan);
  return plan;
};

/** Checks that every reference to a function, queue or bus refers to an existing one. */
const checkTargets = ({ functions, routes, streams, rules, schedules, queues, buses }: Plan): void => {
  const targets = [...routes, ...streams, ...schedules, ...rules.flatMap((rule) => rule.targets)];
  const deadLetters = [...streams, ...functions.map(({ whenAsync }) => whenAsync)];
  for (const { functionArn } of targets) {
    if (!functions.some(({ arn }) => arn === functionArn))
      throw new TemplateFault(functionArn, 'is no function.');
  }
  for (const { onFailureArn } of deadLetters) {
    const exists = onFailureArn === undefined || queues.some(({ arn }) => arn === onFailureArn);
    if (!exists) throw new TemplateFault(String(onFailureArn), 'is no queue for what fails.');
  }
  for (const { id, busName } of rules) {
    const exists =
      busName === defaultBus || buses.some(({ name, arn }) => busName === name || busName === arn);
    if (!exists) {
      throw new TemplateFault(id, `listens to ${busName}, which is no bus.`);
    }
  }
};
