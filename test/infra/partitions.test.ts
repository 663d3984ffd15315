import { describe, expect, it } from 'vitest';
import { chinaStage, everyStage, resourcesOf, templateOf } from './stack.ts';

const templates = everyStage.map((stage) => [stage.name, templateOf(stage)] as const);

/** Resource types and properties that are unavailable in Chinese regions. */
const absentInChina = [
  /AWS::Cognito/,
  /AWS::SES/,
  /AWS::Lambda::Url/,
  /AWS::XRay/,
  /"TracingConfig"/,
  /"RedriveAllowPolicy"/,
  /AWS::CloudFront/,
  /AWS::WAFv2::WebACL.*"CLOUDFRONT"/,
  /"Protocol":"(sms|application)"/,
];

describe.each(templates)('the template of the stage %s', (_, template) => {
  const text = JSON.stringify(template.toJSON());

  it('fits any partition: no address names one that was not given', () => {
    expect(text).not.toMatch(/arn:aws(?!-cn:(acm|sns):cn-north-1:000000000000:)/);
    expect(text).not.toMatch(/amazonaws\.com\.cn/);
  });

  it.each(absentInChina)('asks for nothing that Chinese regions lack: %s', (pattern) => {
    expect(text).not.toMatch(pattern);
  });

  it('sends failed stream records to a queue, as a bucket is no target there', () => {
    const mappings = resourcesOf(template, 'AWS::Lambda::EventSourceMapping');
    expect(mappings.length).toBeGreaterThan(0);
    for (const { properties } of mappings) {
      const [, target] = /"Destination":\{"Fn::GetAtt":\["(\w+)"/.exec(JSON.stringify(properties)) ?? [];
      expect(template.toJSON().Resources[String(target)]).toMatchObject({ Type: 'AWS::SQS::Queue' });
    }
  });
});

describe('production in China', () => {
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
      'AWS::Lambda::EventInvokeConfig',
      'AWS::Lambda::EventSourceMapping',
      'AWS::Lambda::Function',
      'AWS::Lambda::Permission',
      'AWS::Logs::LogGroup',
      'AWS::S3::Bucket',
      'AWS::S3::BucketPolicy',
      'AWS::SQS::Queue',
      'AWS::SQS::QueuePolicy',
      'AWS::Scheduler::Schedule',
    ]);
  });
});
