import { describe, expect, it } from 'vitest';
import { matches, parsePattern } from '../../infra/local/events/pattern.ts';
import { invocationsFor } from '../../infra/local/events/rules.ts';
import { awsSmsEventPattern, awsSmsReceipt } from '../../shared/adapters/channels/sms/aws-sms-receipt.ts';
import { aliasOf, devStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const take = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('HttpReceiptsTake'));
const [rule] = resourcesOf(dev, 'AWS::Events::Rule').filter(({ id }) =>
  id.startsWith('HttpReceiptsReported'),
);
interface Target {
  readonly Arn: unknown;
  readonly InputTransformer: {
    readonly InputPathsMap: Record<string, string>;
    readonly InputTemplate: string;
  };
}
const [target] = (rule?.properties.Targets ?? []) as readonly [Target];

/** The sample of the documentation, with the context that we send. */
const event = (part: object = {}) => ({
  version: '0',
  id: '5c0fa4f8-e4ba-ed02-6101-c795472fccd0',
  'detail-type': 'Text Message Delivery Status Updated',
  source: 'aws.sms-voice',
  account: '111122223333',
  time: '2025-10-01T18:20:41Z',
  region: 'us-east-1',
  resources: [],
  detail: {
    eventType: 'TEXT_UNREACHABLE',
    eventVersion: '1.0',
    eventTimestamp: 1759342841377,
    isFinal: true,
    originationPhoneNumber: '+12065550152',
    destinationPhoneNumber: '+14255550156',
    isoCountryCode: 'US',
    carrierName: 'Some carrier',
    messageId: 'ed23196c-75ce-4727-93ee-7bf72b64998f',
    messageStatusDescription: 'Phone number +14255550156 is unreachable',
    context: { delivery: 'st1-caaaaaaaaaaaaaaaaaaaaaaaaa-7-0' },
    ...part,
  },
});

describe('what AWS reports about a short message', () => {
  const pattern = parsePattern(rule?.properties.EventPattern);

  it('is taken from the account’s own bus, where the service puts it', () => {
    expect(rule?.properties).not.toHaveProperty('EventBusName');
    expect(rule?.properties.EventPattern).toMatchObject(awsSmsEventPattern);
    expect(target.Arn).toEqual({ Ref: aliasOf(dev, take?.id) });
  });

  it('is passed on if it is the last word about a message of ours', () => {
    expect(matches(pattern, event())).toBe(true);
    expect(matches(pattern, event({ isFinal: false }))).toBe(false);
    expect(matches(pattern, event({ context: { other: 'x' } }))).toBe(false);
    expect(matches(pattern, event({ context: undefined }))).toBe(false);
    expect(matches(pattern, { ...event(), source: 'someone.else' })).toBe(false);
  });

  it('reaches the function without a telephone number, and says all that the function reads', () => {
    const { InputPathsMap: paths, InputTemplate: template } = target.InputTransformer;
    const targets = [
      { functionArn: 'f', input: undefined, inputPath: undefined, transformer: { paths, template } },
    ];
    const [sent] = invocationsFor([{ id: 'r', busName: 'default', pattern, targets }], ['default'], event());
    expect(sent?.payload).not.toMatch(/12065550152|14255550156/);
    expect(awsSmsReceipt(JSON.parse(sent?.payload ?? ''))).toEqual(awsSmsReceipt(event()));
  });

  it('waits in no queue as a whole event: what could not be passed on raises an alarm', () => {
    expect(target).not.toHaveProperty('DeadLetterConfig');
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'huiying-dev-receipts-lost',
      Namespace: 'AWS/Events',
      MetricName: 'FailedInvocations',
      Dimensions: [{ Name: 'RuleName', Value: { Ref: rule?.id } }],
    });
  });

  it('is tried three times by the function, and what is given up is noticed', () => {
    dev.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: take?.id },
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
    });
    for (const name of ['receipts-errors', 'receipts-dead-letters'])
      dev.hasResourceProperties('AWS::CloudWatch::Alarm', { AlarmName: `huiying-dev-${name}` });
  });
});

describe('the function that keeps reports', () => {
  it('has no secret of a channel, no key and no bus', () => {
    const environment = JSON.stringify(take?.properties.Environment);
    expect(environment).not.toMatch(/CHANNEL|KEY|BUS|BUCKET/);
  });
});
