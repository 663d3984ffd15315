import { describe, expect, it } from 'vitest';
import { devStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const functionLike = (prefix: string) =>
  resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith(prefix));
const relay = functionLike('OutboxRelay');
const notify = functionLike('OutboxNotify');
const [mapping, ...otherMappings] = resourcesOf(dev, 'AWS::Lambda::EventSourceMapping');
const [rule, ...otherRules] = resourcesOf(dev, 'AWS::Events::Rule').filter(({ properties }) =>
  JSON.stringify(properties.Targets).includes(String(notify?.id)),
);

describe('the stream', () => {
  it('feeds the relay with new facts and deliveries alone', () => {
    expect(otherMappings).toEqual([]);
    expect(mapping?.properties.FunctionName).toEqual({ Ref: relay?.id });
    const criteria = mapping?.properties.FilterCriteria as { Filters: { Pattern: string }[] };
    expect(criteria.Filters.map(({ Pattern }) => JSON.parse(Pattern))).toEqual([
      {
        eventName: ['INSERT'],
        dynamodb: { Keys: { sk: { S: [{ prefix: 'F#' }, { prefix: 'D#' }] } } },
      },
    ]);
  });

  it('gives up one poisonous record instead of holding up its shard for a day', () => {
    expect(mapping?.properties).toMatchObject({
      BatchSize: 25,
      BisectBatchOnFunctionError: true,
      FunctionResponseTypes: ['ReportBatchItemFailures'],
      MaximumRetryAttempts: 5,
      MaximumRecordAgeInSeconds: 21_600,
      StartingPosition: 'TRIM_HORIZON',
    });
    expect(mapping?.properties).toHaveProperty('DestinationConfig.OnFailure.Destination');
  });

  it('raises the alarm when the relay falls five minutes behind', () => {
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'huiying-dev-stream-lag',
      MetricName: 'IteratorAge',
      Threshold: 300_000,
    });
  });
});

describe('the bus', () => {
  it('hands offered deliveries, and nothing else, to the sender', () => {
    expect(otherRules).toEqual([]);
    expect(rule?.properties).toMatchObject({
      EventPattern: { source: ['huiying'], 'detail-type': ['DeliveryOffered'] },
      State: 'ENABLED',
      Targets: [
        {
          Arn: { 'Fn::GetAtt': [notify?.id, 'Arn'] },
          RetryPolicy: { MaximumEventAgeInSeconds: 3600, MaximumRetryAttempts: 8 },
        },
      ],
    });
    expect(rule?.properties).toHaveProperty('Targets.0.DeadLetterConfig.Arn');
  });

  it('gives up an offer within minutes, because the sweep offers it again', () => {
    dev.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: notify?.id },
      MaximumRetryAttempts: 1,
      MaximumEventAgeInSeconds: 300,
    });
  });
});
