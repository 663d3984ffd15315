import { CfnResource } from 'aws-cdk-lib';
import { Template } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { refusedInChina, untaggable } from '../../infra/refused-in-china.ts';
import { stages } from '../../infra/stages.ts';
import { refusalsOf } from './refusals.ts';
import { chinaStage, everyStage, prodStage, resourcesOf, stackOf, templateOf } from './stack.ts';

const templates = everyStage.map((stage) => [stage.name, templateOf(stage)] as const);

describe.each(templates)('the template of the stage %s', (_, template) => {
  const text = JSON.stringify(template.toJSON());

  it('fits any partition: no address names one that was not given', () => {
    expect(text).not.toMatch(/arn:aws(?!-cn:(acm|sns):cn-north-1:000000000000:)/);
    expect(text).not.toMatch(/amazonaws\.com\.cn/);
  });

  it('asks for nothing that Chinese regions lack, but for a processor that a setting replaces', () => {
    const others = refusalsOf(template).filter((refusal) => !refusal.includes('offered in most regions'));
    expect(others).toEqual([]);
  });

  it('sends failed stream records to a queue', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThan(0);
    for (const { properties } of mappings) {
      const [, target] = /"Destination":\{"Fn::GetAtt":\["(\w+)"/.exec(JSON.stringify(properties)) ?? [];
      expect(template.toJSON().Resources[String(target)]).toMatchObject({ Type: 'AWS::SQS::Queue' });
    }
  });
});

/** A resource that a Chinese region refuses, for some of what is in the list. */
const refused: readonly [type: string, properties: object][] = [
  ['AWS::Lambda::EventSourceMapping', { Tags: [{ Key: 'k', Value: 'v' }] }],
  ['AWS::CloudWatch::Dashboard', { Tags: [] }],
  ['AWS::Events::EventBus', { Name: 'n', Description: 'd' }],
  ['AWS::Lambda::Function', { Architectures: ['arm64'] }],
  ['AWS::Lambda::Function', { TracingConfig: { Mode: 'Active' } }],
  ['AWS::Lambda::Function', { Code: { SourceKMSKeyArn: 'k' } }],
  ['AWS::Lambda::Url', {}],
  ['AWS::CloudWatch::Alarm', { MetricName: 'AsyncEventAge' }],
  ['AWS::Lambda::EventInvokeConfig', { DestinationConfig: { OnFailure: { Destination: { Ref: 'Store' } } } }],
  ['AWS::Logs::LogGroup', { LogGroupClass: 'INFREQUENT_ACCESS' }],
  ['AWS::Cognito::UserPoolClient', {}],
  ['AWS::ApiGatewayV2::DomainName', { DomainNameConfigurations: [{ EndpointType: 'EDGE' }] }],
  ['AWS::SQS::Queue', { RedriveAllowPolicy: {} }],
  ['AWS::IAM::Policy', { PolicyDocument: { Statement: [{ Action: 'sqs:StartMessageMoveTask' }] } }],
  ['AWS::SNS::Subscription', { Protocol: 'sms' }],
  ['AWS::SES::Identity', {}],
  ['AWS::WAFv2::WebACL', { Scope: 'CLOUDFRONT' }],
];

describe('the list of what Chinese regions refuse', () => {
  it.each(refused)('finds %s with %j', (Type, Properties) => {
    const Resources = { Store: { Type: 'AWS::S3::Bucket' }, Refused: { Type, Properties } };
    expect(refusalsOf({ toJSON: () => ({ Resources }) })).toEqual([expect.stringMatching(/^Refused: /)]);
  });

  it.each([
    ['AWS::Logs::LogGroup', { LogGroupClass: 'STANDARD' }],
    ['AWS::WAFv2::WebACL', { Scope: 'REGIONAL' }],
    ['AWS::Lambda::Function', { Architectures: ['x86_64'] }],
    ['AWS::SNS::Subscription', { Protocol: 'email' }],
  ])('lets %s pass with %j', (Type, Properties) => {
    expect(refusalsOf({ toJSON: () => ({ Resources: { Good: { Type, Properties } } }) })).toEqual([]);
  });

  it('gives for each a page that can be read', () => {
    for (const { source } of refusedInChina) expect(source).toMatch(/^https:\/\/\S+$/);
  });
});

describe('production in China', () => {
  it('asks for nothing that is refused there or confirmed nowhere', () => {
    expect(refusalsOf(templateOf(chinaStage))).toEqual([]);
  });

  it('is found out when something refused comes into its template', () => {
    const stack = stackOf(chinaStage);
    new CfnResource(stack, 'Odd', { type: 'AWS::Lambda::Url' });
    expect(refusalsOf(Template.fromStack(stack))).toEqual(['Odd: There are no function URLs.']);
  });

  it('runs on the processors that both regions have, and on the others where the stage says so', () => {
    const architecturesOf = (stage: typeof chinaStage) =>
      new Set(
        resourcesOf(templateOf(stage), 'AWS::Lambda::Function').map(({ properties }) =>
          String(properties.Architectures),
        ),
      );
    expect(architecturesOf(chinaStage)).toEqual(new Set(['x86_64']));
    expect(architecturesOf(stages['prod-cn']({ ...chinaStage, architecture: 'arm64' }))).toEqual(
      new Set(['arm64']),
    );
    expect(architecturesOf(prodStage)).toEqual(new Set(['arm64']));
  });

  it('names its stage in the tags of all that takes tags everywhere', () => {
    const tagged = (type: string) =>
      resourcesOf(templateOf(chinaStage), type).map(({ properties }) => properties.Tags);
    expect(tagged('AWS::DynamoDB::Table')).toEqual([[{ Key: 'huiying:stage', Value: 'prod-cn' }]]);
    for (const type of untaggable) expect(new Set(tagged(type))).toEqual(new Set([undefined]));
    expect(untaggable).toContain('AWS::Lambda::EventSourceMapping');
  });

  it('uses only resource types that were checked to be available there', () => {
    const resources = Object.values(templateOf(chinaStage).toJSON().Resources) as { Type: string }[];
    expect([...new Set(resources.map(({ Type }) => Type))].toSorted()).toEqual([
      'AWS::ApiGatewayV2::Api',
      'AWS::ApiGatewayV2::ApiMapping',
      'AWS::ApiGatewayV2::Authorizer',
      'AWS::ApiGatewayV2::DomainName',
      'AWS::ApiGatewayV2::Integration',
      'AWS::ApiGatewayV2::Route',
      'AWS::ApiGatewayV2::Stage',
      'AWS::CloudWatch::Alarm',
      'AWS::CloudWatch::Dashboard',
      'AWS::DynamoDB::Table',
      'AWS::Events::EventBus',
      'AWS::Events::Rule',
      'AWS::IAM::Policy',
      'AWS::IAM::Role',
      'AWS::KMS::Key',
      'AWS::Lambda::Alias',
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Lambda::Version',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::SQS::Queue',
      'AWS::SQS::QueuePolicy',
      'AWS::Scheduler::Schedule',
    ]);
  });
});
