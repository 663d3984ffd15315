import { Stack } from 'aws-cdk-lib';
import {
  Alarm,
  type AlarmProps,
  ComparisonOperator,
  type IMetric,
  TreatMissingData,
} from 'aws-cdk-lib/aws-cloudwatch';
import type { Construct } from 'constructs';

export interface ImpactAlarmProps extends Partial<Omit<AlarmProps, 'alarmDescription' | 'alarmName'>> {
  /** Short name, e.g. `sweep-errors`; unique in the stack, and a heading of the runbook. */
  readonly name: string;
  /** What people lose while this lasts, as one sentence; the operator reads it first. */
  readonly impact: string;
  readonly metric: IMetric;
}

/** An alarm whose description says what people lose. By default one occurrence raises it, and missing data does not. */
export class ImpactAlarm extends Alarm {
  constructor(scope: Construct, id: string, { name, impact, ...props }: ImpactAlarmProps) {
    super(scope, id, {
      threshold: 1,
      evaluationPeriods: 1,
      comparisonOperator: ComparisonOperator.GREATER_THAN_OR_EQUAL_TO_THRESHOLD,
      treatMissingData: TreatMissingData.NOT_BREACHING,
      ...props,
      alarmName: `${Stack.of(scope).stackName}-${name}`,
      alarmDescription: impact,
    });
  }
}
