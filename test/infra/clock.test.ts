import { describe, expect, it } from 'vitest';
import { aliasOf, devStage, resourcesOf, templateOf } from './stack.ts';

const dev = templateOf(devStage);
const schedule = resourcesOf(dev, 'AWS::Scheduler::Schedule').find(({ id }) => id.startsWith('Clock'));
const sweep = resourcesOf(dev, 'AWS::Lambda::Function').find(({ id }) => id.startsWith('ClockSweep'));

describe('the clock', () => {
  it('ticks every minute, on the minute', () => {
    expect(schedule?.properties).toMatchObject({
      ScheduleExpression: 'rate(1 minute)',
      FlexibleTimeWindow: { Mode: 'OFF' },
      Target: { Arn: { Ref: aliasOf(dev, sweep?.id) } },
    });
    expect(schedule?.properties).not.toHaveProperty('State', 'DISABLED');
  });

  it('never repeats a tick and drops a late one, because the next takes all that is due', () => {
    expect(schedule?.properties.Target).toMatchObject({
      RetryPolicy: { MaximumRetryAttempts: 0, MaximumEventAgeInSeconds: 60 },
    });
    dev.hasResourceProperties('AWS::Lambda::EventInvokeConfig', {
      FunctionName: { Ref: sweep?.id },
      MaximumRetryAttempts: 0,
      MaximumEventAgeInSeconds: 60,
    });
  });

  it('keeps what could not be handed to the sweep', () => {
    expect(schedule?.properties.Target).toHaveProperty('DeadLetterConfig.Arn');
  });

  it('has instances of its own, so that busy HTTP functions cannot stop it', () => {
    expect(sweep?.properties.ReservedConcurrentExecutions).toBe(2);
  });

  it('ends a sweep before the next tick', () => {
    expect(sweep?.properties.Timeout).toBeLessThan(60);
  });

  it('raises the alarm after three minutes of silence, missing data included', () => {
    dev.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'huiying-dev-sweep-heartbeat',
      MetricName: 'Invocations',
      Dimensions: [{ Name: 'FunctionName', Value: { Ref: sweep?.id } }],
      Period: 60,
      EvaluationPeriods: 3,
      Threshold: 1,
      ComparisonOperator: 'LessThanThreshold',
      TreatMissingData: 'breaching',
    });
  });
});
