import { Duration } from 'aws-cdk-lib';
import { ComparisonOperator, TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { CfnSchedule } from 'aws-cdk-lib/aws-scheduler';
import type { Queue } from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';
import { dailyProof } from '../../shared/engine/proof/proof.ts';
import type { Stage } from '../stages.ts';
import type { CaseTable } from './case-table.ts';
import { Checkpoints } from './checkpoints.ts';
import { DeadLetters } from './dead-letters.ts';
import type { FactBus } from './fact-bus.ts';
import { ImpactAlarm, type ImpactAlarmProps } from './impact-alarm.ts';
import type { KeyService } from './key-service.ts';
import type { NotaryLog } from './notary-log.ts';
import { ScheduleRole } from './schedules/schedule-role.ts';
import { type FunctionBase, StationFunction } from './station-function.ts';
import { type StationMetricProps, stationMetric } from './station-metric.ts';

export interface ProverProps extends FunctionBase {
  readonly cases: CaseTable;
  readonly facts: FactBus;
  readonly keyService: KeyService;
  readonly notaryLog: NotaryLog;
}

const unproven = 'For two days it was not checked whether every open case still has its next deadline.';

/** A run may start up to an hour late; after that the next day's run replaces it. */
const LATE_SECONDS_MAX = 3600;

/** China announces the next year's holidays in November, which leaves some weeks to enter and deploy them. */
const HOLIDAYS_KNOWN_DAYS_MIN = 60;

/**
 * Runs the prover once a day, and when a station asks for it: whether each open case has its next deadline, and each history
 * is as it was stated. Once a week, and when it is asked for, it checks every row.
 */
export class Prover extends Construct {
  private readonly prove: StationFunction;

  constructor(scope: Construct, id: string, { cases, facts, keyService, notaryLog, ...base }: ProverProps) {
    super(scope, id);
    const checkpoints = new Checkpoints(this, 'Checkpoints', { stage: base.stage });
    this.prove = new StationFunction(this, 'Prove', {
      ...base,
      name: 'prove',
      impact: 'The daily proof failed, so a case that lost its deadline would be found late.',
      environment: { ...base.environment, ...notaryLog.environment, ...checkpoints.environment },
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
    cases.grantRights(this.prove, 'prove');
    keyService.grantUse(this.prove, 'notary');
    notaryLog.grantRead(this.prove);
    checkpoints.grantUse(this.prove);
    facts.subscribe('AskedProofs', {
      detailType: 'ProofAsked',
      to: this.prove,
      impact: 'A proof that was asked for is not made; the daily one is.',
    });
    this.scheduleDaily(
      new DeadLetters(this, 'DeadLetters', { name: 'proof-schedule', impact: unproven }).queue,
    );
    this.addAlarms(base.stage);
  }

  private scheduleDaily(deadLetters: Queue): void {
    const target = this.prove.lambda.functionArn;
    const role = new ScheduleRole(this, 'Role', { target, deadLetters });
    // The L1 construct, because the L2 one also grants access to every version of the function.
    new CfnSchedule(this, 'EveryDay', {
      description: 'The daily proof that every open case has its next deadline.',
      scheduleExpression: 'rate(1 day)',
      flexibleTimeWindow: { mode: 'OFF' },
      target: {
        arn: target,
        roleArn: role.roleArn,
        input: JSON.stringify(dailyProof),
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
    for (const { id, alarm, impact, metric, ...condition } of proofMetrics) {
      new ImpactAlarm(this, id, {
        name: alarm,
        impact,
        metric: stationMetric({ ...metric, stage, service: 'prove' }),
        ...condition,
      });
    }
  }
}

interface ProofMetric
  extends Pick<ImpactAlarmProps, 'threshold' | 'comparisonOperator' | 'evaluationPeriods'> {
  readonly id: string;
  /** The alarm's short name. */
  readonly alarm: string;
  readonly impact: string;
  readonly metric: Omit<StationMetricProps, 'stage' | 'service'>;
}

/** What each proof measures of what it found. */
const proofMetrics: readonly ProofMetric[] = [
  {
    id: 'Unrepaired',
    alarm: 'proof-violation',
    impact: 'Stored data is not as it was written, and only a person can decide what is right.',
    metric: { name: 'proof-unrepaired', statistic: 'Maximum', minutes: 5 },
  },
  {
    id: 'Unstated',
    alarm: 'proof-unstated',
    impact:
      'The notary has not stated some histories for an hour or more: a change of them may not be found.',
    metric: { name: 'proof-unstated', statistic: 'Maximum', minutes: 5 },
  },
  {
    id: 'Unfinished',
    alarm: 'proof-unfinished',
    impact: 'A proof does not get through in time: what it shows is incomplete.',
    metric: { name: 'proofs-unfinished', statistic: 'Maximum', minutes: 1440 },
    evaluationPeriods: 2,
  },
  {
    id: 'HolidaysEnding',
    alarm: 'holidays-ending',
    impact:
      'Deadlines in office hours will soon ignore public holidays, because the next ones are not entered.',
    metric: { name: 'holidays-known-days', statistic: 'Minimum', minutes: 1440 },
    threshold: HOLIDAYS_KNOWN_DAYS_MIN,
    comparisonOperator: ComparisonOperator.LESS_THAN_THRESHOLD,
  },
];
