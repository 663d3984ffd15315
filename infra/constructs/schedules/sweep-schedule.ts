import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import { Construct } from 'constructs';
import { DeadLetters } from '../dead-letters.ts';
import { ImpactAlarm } from '../impact-alarm.ts';
import type { StationFunction } from '../station-function.ts';
import { ScheduleRole } from './schedule-role.ts';

export interface SweepScheduleProps {
  readonly sweep: StationFunction;
  /** What people lose when ticks stop, as one sentence. */
  readonly impact: string;
}

/**
 * The tick of the sweep. A failed or late tick is dropped, because the next one is at most a minute away and takes all
 * that is due. Three minutes without a tick raise the heartbeat alarm.
 */
export class SweepSchedule extends Construct {
  constructor(scope: Construct, id: string, { sweep, impact }: SweepScheduleProps) {
    super(scope, id);
    const { queue } = new DeadLetters(this, 'DeadLetters', {
      name: 'schedule',
      impact: 'Ticks never reached the sweep: what was due in those minutes waits for a later one.',
    });
    const role = new ScheduleRole(this, 'Role', { target: sweep.live.functionArn, deadLetters: queue });
    // The L1 construct, because the L2 one also grants access to every version of the function.
    new CfnSchedule(this, 'EveryMinute', {
      description: 'The tick of every clock: reminders, escalations and unsent messages.',
      scheduleExpression: 'rate(1 minute)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: sweep.live.functionArn,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 0, maximumEventAgeInSeconds: 60 },
        deadLetterConfig: { arn: queue.queueArn },
      },
    });
    const heartbeat = new ImpactAlarm(this, 'Heartbeat', {
      name: 'sweep-heartbeat',
      impact,
      metric: sweep.lambda.metricInvocations({ period: Duration.minutes(1), statistic: 'sum' }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      evaluationPeriods: 3,
    });
    sweep.rollBackOn(heartbeat);
  }
}
