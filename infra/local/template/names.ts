import { TemplateFault } from './template-fault.ts';

/** A resource of the template before its intrinsic functions are evaluated. */
export interface RawResource {
  readonly Type: string;
  readonly Condition?: string | undefined;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** The run's AWS environment. No real partition has this name, so its ARNs cannot be mistaken for real ones. */
export const awsEnvironment = {
  partition: 'local',
  region: 'local',
  account: '000000000000',
  domain: 'localhost',
} as const;

/** The values of `Ref` and `Fn::GetAtt` for one resource. */
interface Names {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Naming = (logicalId: string, properties: Readonly<Record<string, unknown>>) => Names;

const arnOf = (service: string, resource: string): string =>
  `arn:${awsEnvironment.partition}:${service}:${awsEnvironment.region}:${awsEnvironment.account}:${resource}`;

/** A resource without an explicit name is named by its logical id. */
const nameOf = (given: unknown, logicalId: string): string => (typeof given === 'string' ? given : logicalId);

const namings: Readonly<Record<string, Naming>> = {
  'AWS::Lambda::Function': (logicalId, { FunctionName }) => {
    const ref = nameOf(FunctionName, logicalId);
    return { ref, attributes: { Arn: arnOf('lambda', `function:${ref}`) } };
  },
  // An alias stands for its function: on one machine there is one version of it.
  'AWS::Lambda::Alias': (logicalId, { FunctionName }) => {
    const { Ref } = (FunctionName ?? {}) as { readonly Ref?: unknown };
    if (typeof Ref !== 'string')
      throw new TemplateFault(logicalId, 'is the alias of no function of the template.');
    return { ref: arnOf('lambda', `function:${Ref}`), attributes: {} };
  },
  'AWS::DynamoDB::Table': (logicalId, { TableName }) => {
    const ref = nameOf(TableName, logicalId);
    const Arn = arnOf('dynamodb', `table/${ref}`);
    return { ref, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
  },
  'AWS::IAM::Role': (logicalId, { RoleName }) => {
    const ref = nameOf(RoleName, logicalId);
    return {
      ref,
      attributes: { Arn: `arn:${awsEnvironment.partition}:iam::${awsEnvironment.account}:role/${ref}` },
    };
  },
  'AWS::SQS::Queue': (logicalId, { QueueName }) => {
    const name = nameOf(QueueName, logicalId);
    const ref = `https://sqs.${awsEnvironment.region}.${awsEnvironment.domain}/${awsEnvironment.account}/${name}`;
    return { ref, attributes: { Arn: arnOf('sqs', name), QueueName: name, QueueUrl: ref } };
  },
  'AWS::S3::Bucket': (logicalId, { BucketName }) => {
    // Bucket names are host names, which have no capital letters.
    const ref = nameOf(BucketName, logicalId.toLowerCase());
    const RegionalDomainName = `${ref}.s3.${awsEnvironment.region}.${awsEnvironment.domain}`;
    return { ref, attributes: { Arn: `arn:${awsEnvironment.partition}:s3:::${ref}`, RegionalDomainName } };
  },
  'AWS::Events::EventBus': (logicalId, { Name }) => {
    const ref = nameOf(Name, logicalId);
    return { ref, attributes: { Arn: arnOf('events', `event-bus/${ref}`), Name: ref } };
  },
};

/** The names of a resource; a type that the local run does not use gets placeholder names. */
export const namesOf = (logicalId: string, { Type, Properties }: RawResource): Names =>
  namings[Type]?.(logicalId, Properties) ?? {
    ref: logicalId,
    attributes: { Arn: arnOf('unused', logicalId) },
  };

/** The attribute of a resource for `Fn::GetAtt`. */
export const attributeOf = (logicalId: string, resource: RawResource, attribute: string): string => {
  const value = namesOf(logicalId, resource).attributes[attribute];
  if (value !== undefined) return value;
  if (!(resource.Type in namings)) return `${logicalId}.${attribute}`;
  throw new TemplateFault(
    logicalId,
    `${resource.Type} has no attribute ${attribute} that the local run knows.`,
  );
};
