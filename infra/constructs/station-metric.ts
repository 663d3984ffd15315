import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../bundle.ts';
import type { Stage } from '../stages.ts';

export interface StationMetricProps {
  readonly stage: Stage;
  /** The function that emits it. */
  readonly service: FunctionName;
  /** The name in the function's log, e.g. `oldest-overdue-seconds`. */
  readonly name: string;
  /** How the values of one period are aggregated. */
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum';
  readonly minutes?: number;
}

/** A metric that a function emits itself, in addition to those of AWS services. */
export const stationMetric = ({ stage, service, name, statistic, minutes = 1 }: StationMetricProps): Metric =>
  new Metric({
    namespace: 'huiying',
    metricName: name,
    dimensionsMap: { service, stage: stage.name },
    statistic,
    period: Duration.minutes(minutes),
  });
