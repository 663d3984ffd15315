import { TemplateFault } from './template-fault.ts';

/** A resource as the template has it, before its intrinsic functions are resolved. */
export interface RawResource {
  readonly Type: string;
  readonly Condition?: string | undefined;
  readonly Properties: Readonly<Record<string, unknown>>;
}

/** Where the run pretends to be. No partition has this name, so no ARN of ours is mistaken for a real one. */
export const place = {
  partition: 'local',
  region: 'local',
  account: '000000000000',
  domain: 'localhost',
} as const;

/** What `Ref` and `Fn::GetAtt` yield for one resource. */
interface Names {
  readonly ref: string;
  readonly attributes: Readonly<Record<string, string>>;
}

type Naming = (logicalId: string, properties: Readonly<Record<string, unknown>>) => Names;

const arnOf = (service: string, resource: string): string =>
  `arn:${place.partition}:${service}:${place.region}:${place.account}:${resource}`;

/** A resource without a name of its own goes by its logical id. */
const nameOf = (given: unknown, logicalId: string): string => (typeof given === 'string' ? given : logicalId);

const namings: Readonly<Record<string, Naming>> = {
  'AWS::Lambda::Function': (logicalId, { FunctionName }) => {
    const ref = nameOf(FunctionName, logicalId);
    return { ref, attributes: { Arn: arnOf('lambda', `function:${ref}`) } };
  },
  'AWS::DynamoDB::Table': (logicalId, { TableName }) => {
    const ref = nameOf(TableName, logicalId);
    const Arn = arnOf('dynamodb', `table/${ref}`);
    return { ref, attributes: { Arn, StreamArn: `${Arn}/stream/local` } };
  },
  'AWS::SQS::Queue': (logicalId, { QueueName }) => {
    const name = nameOf(QueueName, logicalId);
    const ref = `https://sqs.${place.region}.${place.domain}/${place.account}/${name}`;
    return { ref, attributes: { Arn: arnOf('sqs', name), QueueName: name, QueueUrl: ref } };
  },
  'AWS::S3::Bucket': (logicalId, { BucketName }) => {
    // Bucket names are addresses, which know no capital letters.
    const ref = nameOf(BucketName, logicalId.toLowerCase());
    const RegionalDomainName = `${ref}.s3.${place.region}.${place.domain}`;
    return { ref, attributes: { Arn: `arn:${place.partition}:s3:::${ref}`, RegionalDomainName } };
  },
  'AWS::Events::EventBus': (logicalId, { Name }) => {
    const ref = nameOf(Name, logicalId);
    return { ref, attributes: { Arn: arnOf('events', `event-bus/${ref}`), Name: ref } };
  },
};

/** Names a resource; one that nothing here runs gets names that lead nowhere. */
export const namesOf = (logicalId: string, { Type, Properties }: RawResource): Names =>
  namings[Type]?.(logicalId, Properties) ?? {
    ref: logicalId,
    attributes: { Arn: arnOf('unused', logicalId) },
  };

/** The attribute of a resource, as `Fn::GetAtt` has it. */
export const attributeOf = (logicalId: string, resource: RawResource, attribute: string): string => {
  const value = namesOf(logicalId, resource).attributes[attribute];
  if (value !== undefined) return value;
  if (!(resource.Type in namings)) return `${logicalId}.${attribute}`;
  throw new TemplateFault(
    logicalId,
    `${resource.Type} has no attribute ${attribute} that the local run knows.`,
  );
};
