import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { PolicyDocument, PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import type { CaseTable } from './case-table.ts';
import { DeadLetters } from './dead-letters.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';
import { stationMetric } from './station-metric.ts';

export interface ProverProps extends FunctionBase {
  readonly cases: CaseTable;
}

const unproven = 'For two days it was not checked whether every open case still has its next deadline.';

/** A run may start up to an hour late; after that the next day's run replaces it. */
const LATE_SECONDS_MAX = 3600;

/** China announces the next year's holidays in November, which leaves some weeks to enter and deploy them. */
const HOLIDAYS_KNOWN_DAYS_MIN = 60;

/**
 * Runs the prover once a day: it checks every row, whether each open case has its next deadline and each fact chain is
 * complete.
 */
export class Prover extends Construct {
  private readonly prove: StationFunction;

  constructor(scope: Construct, id: string, { cases, ...base }: ProverProps) {
    super(scope, id);
    this.prove = new StationFunction(this, 'Prove', {
      ...base,
      name: 'prove',
      impact: 'The daily proof failed, so a case that lost its deadline would be found late.',
      memoryMegabytes: 512,
      // The longest time that Lambda allows; the rest waits for the next day.
      timeoutSeconds: 900,
      whenAsync: {
        // Each retry continues where the previous attempt stopped.
        retriesMax: 2,
        eventAgeSecondsMax: LATE_SECONDS_MAX,
        deadLetters: new DeadLetters(this, 'FailedProofs', {
          name: 'prove',
          impact: 'A daily proof was given up: a case that lost its deadline would be found a day late.',
        }),
      },
    });
    cases.grantProve(this.prove);
    this.scheduleDaily(
      new DeadLetters(this, 'DeadLetters', { name: 'proof-schedule', impact: unproven }).queue,
    );
    this.addAlarms(base.stage);
  }

  private scheduleDaily(deadLetters: Queue): void {
    const target = this.prove.lambda.functionArn;
    const role = new Role(this, 'Role', {
      assumedBy: new ServicePrincipal('scheduler.amazonaws.com'),
      inlinePolicies: {
        Prove: new PolicyDocument({
          statements: [
            new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [target] }),
            new PolicyStatement({ actions: ['sqs:SendMessage'], resources: [deadLetters.queueArn] }),
          ],
        }),
      },
    });
    // The L1 construct, because the L2 one also grants access to every version of the function.
    new CfnSchedule(this, 'EveryDay', {
      description: 'The daily proof that every open case has its next deadline.',
      scheduleExpression: 'rate(1 day)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target,
        roleArn: role.roleArn,
        retryPolicy: { maximumRetryAttempts: 3, maximumEventAgeInSeconds: LATE_SECONDS_MAX },
        deadLetterConfig: { arn: deadLetters.queueArn },
      },
    });
  }

  private addAlarms(stage: Stage): void {
    new ImpactAlarm(this, 'Heartbeat', {
      name: 'proof-heartbeat',
      impact: unproven,
      metric: this.prove.lambda.metricInvocations({ period: Duration.days(1), statistic: 'sum' }),
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
      treatMissingData: TreatMissingData.BREACHING,
      evaluationPeriods: 2,
    });
    new ImpactAlarm(this, 'Unrepaired', {
      name: 'proof-violation',
      impact: 'Stored data is not as it was written, and only a person can decide what is right.',
      metric: stationMetric({
        stage,
        service: 'prove',
        name: 'proof-unrepaired',
        statistic: 'Maximum',
        minutes: 5,
      }),
    });
    new ImpactAlarm(this, 'Unfinished', {
      name: 'proof-unfinished',
      impact: 'The daily proof does not finish within a day: what it shows is incomplete.',
      metric: stationMetric({
        stage,
        service: 'prove',
        name: 'proofs-unfinished',
        statistic: 'Maximum',
        minutes: 1440,
      }),
      evaluationPeriods: 2,
    });
    new ImpactAlarm(this, 'HolidaysEnding', {
      name: 'holidays-ending',
      impact:
        'Deadlines in office hours will soon ignore public holidays, because the next ones are not entered.',
      metric: stationMetric({
        stage,
        service: 'prove',
        name: 'holidays-known-days',
        statistic: 'Minimum',
        minutes: 1440,
      }),
      threshold: HOLIDAYS_KNOWN_DAYS_MIN,
      comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
    });
  }
}
