/** Something that a template must not ask of the regions cn-north-1 and cn-northwest-1. */
export interface Refusal {
  /** A type of resource, in which an asterisk stands for any text. */
  readonly type: string;
  /** A property, or a property of a property after a dot. The whole resource where absent. */
  readonly property?: string;
  /** Values that are refused, as JSON in which a resource is named by its type. Every value where absent. */
  readonly value?: RegExp;
  readonly because: string;
  /** Address of the page that says so. */
  readonly source: string;
}

const differences = (service: string): string =>
  `https://docs.amazonaws.cn/en_us/aws/latest/userguide/${service}.html`;

/**
 * What the Chinese regions refuse or lack, of the services that a station uses or could come to use. Read in November
 * 2026; nobody has tried it on an account.
 */
export const refusedInChina: readonly Refusal[] = [
  {
    type: 'AWS::Lambda::EventSourceMapping',
    property: 'Tags',
    because: 'The mapping is refused as a whole: "extraneous key [Tags] is not permitted".',
    source: 'https://github.com/aws/aws-cdk/issues/31532',
  },
  {
    type: 'AWS::CloudWatch::Dashboard',
    property: 'Tags',
    because: 'Dashboards take tags since June 2026, and no page says that those in China do.',
    source: 'https://aws.amazon.com/about-aws/whats-new/2026/06/amazon-cloudwatch-tags-on-dashboards/',
  },
  {
    type: 'AWS::CloudWatch::Alarm',
    property: 'Tags',
    because: 'CloudFormation takes them since April 2024, and no page says that it does in China.',
    source: 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/64',
  },
  {
    type: 'AWS::Events::Rule',
    property: 'Tags',
    because: 'CloudFormation takes them since August 2025, and no page says that it does in China.',
    source: 'https://github.com/aws-cloudformation/cloudformation-coverage-roadmap/issues/358',
  },
  {
    type: 'AWS::Logs::LogGroup',
    property: 'Tags',
    because:
      'They were refused in Beijing in June 2022, long after they were taken elsewhere, and no page takes it back.',
    source: 'https://github.com/aws/aws-cdk/issues/20828',
  },
  {
    type: 'AWS::Events::EventBus',
    property: 'Tags',
    because: 'Templates lacked them as late as 2024, and no page says that they are taken in China.',
    source: 'https://github.com/aws/aws-cdk/issues/21604',
  },
  {
    type: 'AWS::Events::EventBus',
    property: 'Description',
    because: 'The property is younger than the service, and no page says that it is taken in China.',
    source: 'https://docs.amazonaws.cn/en_us/AWSCloudFormation/latest/TemplateReference/AWS_EventsV2.html',
  },
  {
    type: 'AWS::Lambda::Function',
    property: 'Architectures',
    value: /arm64/,
    because: 'It is offered in most regions, and no page says that Ningxia is one of them.',
    source: 'https://docs.amazonaws.cn/en_us/lambda/latest/dg/foundation-arch.html',
  },
  {
    type: 'AWS::Lambda::Function',
    property: 'TracingConfig',
    because: 'X-Ray is not integrated with Lambda.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::Url',
    because: 'There are no function URLs.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::CloudWatch::*',
    value: /AsyncEvent(sReceived|Age|sDropped)/,
    because: 'The metrics of asynchronous invocations are missing: an alarm over them is never raised.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    property: 'MetricsConfig',
    because: 'Event source mappings have no metrics.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    property: 'ProvisionedPollerConfig',
    because: 'Event source mappings have no provisioned mode.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::EventSourceMapping',
    property: 'DestinationConfig',
    value: /AWS::S3::Bucket|:s3:/,
    because: 'A bucket cannot take the records that a function failed to handle.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::EventInvokeConfig',
    property: 'DestinationConfig',
    value: /AWS::S3::Bucket|:s3:/,
    because: 'A bucket cannot take the events that a function failed to handle.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::Function',
    property: 'RecursiveLoop',
    because: 'Recursive loops are not detected.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Lambda::Function',
    property: 'Code.SourceKMSKeyArn',
    because: 'A bundle cannot be encrypted with a key of one’s own.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::Logs::LogGroup',
    property: 'LogGroupClass',
    value: /^(?!"STANDARD")/,
    because: 'There is only the standard class of logs.',
    source: 'https://github.com/hashicorp/terraform-provider-aws/issues/34809',
  },
  {
    type: 'AWS::Cognito::UserPool*',
    because: 'There are no user pools.',
    source: differences('cognito'),
  },
  {
    type: 'AWS::ApiGatewayV2::Integration',
    property: 'ConnectionType',
    value: /VPC_LINK/,
    because: 'An HTTP API has no private integration by way of Cloud Map.',
    source: differences('api-gateway'),
  },
  {
    type: 'AWS::ApiGateway*::DomainName*',
    value: /"EDGE"/,
    because: 'There are no edge-optimized domain names.',
    source: differences('api-gateway'),
  },
  {
    type: 'AWS::SQS::Queue',
    property: 'RedriveAllowPolicy',
    because: 'Dead letters cannot be redriven by the service.',
    source: differences('sqs'),
  },
  {
    type: 'AWS::IAM::*',
    value: /sqs:StartMessageMoveTask/,
    because: 'Dead letters cannot be redriven by the service.',
    source: differences('sqs'),
  },
  {
    type: 'AWS::SNS::Subscription',
    property: 'Protocol',
    value: /sms|application/,
    because: 'SNS sends neither text messages nor push messages.',
    source: differences('sns'),
  },
  {
    type: 'AWS::SNS::Topic',
    property: 'DataProtectionPolicy',
    because: 'SNS does not look for personal data in messages.',
    source: differences('sns'),
  },
  {
    type: 'AWS::SES::*',
    because: 'The service is absent: no guide of the Chinese regions describes it.',
    source: 'https://www.amazonaws.cn/en/about-aws/regional-product-services/',
  },
  {
    type: 'AWS::XRay::*',
    because: 'X-Ray is not integrated with Lambda.',
    source: differences('lambda'),
  },
  {
    type: 'AWS::DynamoDB::GlobalTable',
    property: 'MultiRegionConsistency',
    because: 'Global tables are eventually consistent only.',
    source: differences('dynamodb'),
  },
  {
    type: 'AWS::Events::Endpoint',
    because: 'There are no global endpoints.',
    source: 'https://docs.amazonaws.cn/en_us/eventbridge/latest/userguide/feature-availability.html',
  },
  {
    type: 'AWS::WAFv2::WebACL',
    property: 'Scope',
    value: /CLOUDFRONT/,
    because: 'Firewalls are regional: none stands before CloudFront.',
    source: differences('waf'),
  },
  {
    type: 'AWS::FMS::*',
    because: 'Firewall Manager is absent.',
    source: differences('waf'),
  },
  {
    type: 'AWS::Shield::*',
    because: 'Shield is absent.',
    source: differences('waf'),
  },
];

/** Types of resource that must not have tags. */
export const untaggable = refusedInChina
  .filter(({ property }) => property === 'Tags')
  .map(({ type }) => type);
