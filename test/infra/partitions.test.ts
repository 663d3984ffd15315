import { describe, expect, it } from 'vitest';
import { devStage, oneMachine, templateOf } from './stack.ts';

const templates = [devStage, oneMachine].map((stage) => [stage.name, templateOf(stage)] as const);

/** Resource types and properties that a Chinese region refuses or lacks. */
const absentInChina = [
  /AWS::Cognito/,
  /AWS::SES/,
  /AWS::Lambda::Url/,
  /AWS::XRay/,
  /"TracingConfig"/,
  /"RedriveAllowPolicy"/,
  /AWS::CloudFront/,
];

describe.each(templates)('the %s template', (_, template) => {
  const text = JSON.stringify(template.toJSON());

  it('fits any partition: no address names one', () => {
    expect(text).not.toMatch(/arn:aws/);
    expect(text).not.toMatch(/amazonaws\.com\.cn/);
  });

  it.each(absentInChina)('asks for nothing that Chinese regions lack: %s', (pattern) => {
    expect(text).not.toMatch(pattern);
  });

  it('sends failed stream records to a queue, as a bucket is no target there', () => {
    expect(text).not.toMatch(/AWS::S3::Bucket/);
  });
});
