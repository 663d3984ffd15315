import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../bundle.ts';
import type { Stage } from '../stages.ts';

export interface StationMetricProps {
  readonly stage: Stage;
  /** The function that measures it. */
  readonly service: FunctionName;
  /** As the function's journal calls it, e.g. `oldest-overdue-seconds`. */
  readonly name: string;
  /** How the measurements of one period become one number. */
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum';
  readonly minutes?: number;
}

/** What a function measured about the station itself, which no service of the cloud can know. */
export const stationMetric = ({ stage, service, name, statistic, minutes = 1 }: StationMetricProps): Metric =>
  new Metric({
    namespace: 'huiying',
    metricName: name,
    dimensionsMap: { service, stage: stage.name },
    statistic,
    period: Duration.minutes(minutes),
  });
