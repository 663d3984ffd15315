import { describe, expect, it } from 'vitest';
import { devStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const prove = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('ProverProve'));
const schedule = resourcesOf(dev, 'AWS::Scheduler::Schedule').find(({ id }) => id.startsWith('Prover'));

const statements = resourcesOf(dev, 'AWS::IAM::Policy')
  .filter(({ properties }) => JSON.stringify(properties.Roles).includes('ProverProve'))
  .flatMap(({ properties }) => (properties.PolicyDocument as { Statement: object[] }).Statement);

describe('the prover', () => {
  it('runs every day', () => {
    expect(schedule?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 day)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: { 'Fn::GetAtt': [prove?.id, 'Arn'] }, Input: '{"why":"daily"}' },
    });
    expect(schedule?.properties).not.toHaveProperty('State', 'DISABLED');
  });

  it('runs when a station asks for it, and what cannot be delivered is kept', () => {
    const rules = resourcesOf(dev, 'AWS::Events::Rule').filter(({ properties }) =>
      JSON.stringify(properties.EventPattern).includes('ProofAsked'),
    );
    expect(rules.map(({ properties }) => properties)).toEqual([
      expect.objectContaining({
        EventPattern: { source: ['huiying'], 'detail-type': ['ProofAsked'] },
        State: 'ENABLED',
        Targets: [
          expect.objectContaining({
            Arn: { 'Fn::GetAtt': [prove?.id, 'Arn'] },
            DeadLetterConfig: { Arn: expect.anything() },
          }),
        ],
      }),
    ]);
  });

  it('is tried again within the hour, and what is given up is kept', () => {
    expect(schedule?.properties.Target).toMatchObject({
      RetryPolicy: { MaximumRetryAttempts: 3, MaximumEventAgeInSeconds: 3600 },
      DeadLetterConfig: { Arn: expect.anything() },
    });
    dev.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: prove?.id },
      MaximumRetryAttempts: 2,
      MaximumEventAgeInSeconds: 3600,
    });
  });

  it('has as long as a function may have', () => {
    expect(prove?.properties.Timeout).toBe(900);
  });

  it('has access to no bus or channel, and to no key but the one that the notary’s log is checked with', () => {
    expect(JSON.stringify(statements)).not.toMatch(/events:|sns:/);
    const opens = statements.filter((one) => JSON.stringify(one).includes('kms:'));
    expect(opens).toEqual([
      expect.objectContaining({
        Condition: { StringEquals: { 'kms:EncryptionContext:huiying': ['notary'] } },
      }),
    ]);
    expect(JSON.stringify(prove?.properties.Environment)).not.toMatch(/BUS_NAME|KEY_FILE|CHANNEL_SECRETS/);
  });

  it.each([
    ['proof-violation', 'proof-unrepaired', 300, 1, 'GreaterThanOrEqualToThreshold', 'notBreaching'],
    ['proof-unstated', 'proof-unstated', 300, 1, 'GreaterThanOrEqualToThreshold', 'notBreaching'],
    ['proof-unfinished', 'proofs-unfinished', 86_400, 2, 'GreaterThanOrEqualToThreshold', 'notBreaching'],
    ['proof-heartbeat', 'Invocations', 86_400, 2, 'LessThanThreshold', 'breaching'],
    ['holidays-ending', 'holidays-known-days', 86_400, 1, 'LessThanThreshold', 'notBreaching', 60],
  ])('%s watches %s', (name, metric, period, periods, comparison, missing, threshold = 1) => {
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: `huiying-dev-${name}`,
      MetricName: metric,
      Period: period,
      EvaluationPeriods: periods,
      Threshold: threshold,
      ComparisonOperator: comparison,
      TreatMissingData: missing,
    });
  });
});
