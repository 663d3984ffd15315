import { Duration } from 'aws-cdk-lib';
import { Metric } from 'aws-cdk-lib/aws-cloudwatch';
import type { FunctionName } from '../bundle.ts';

export interface StationMetricProps {
  /** The function that measures it. */
  readonly service: FunctionName;
  /** As the function's journal calls it, e.g. `oldest-overdue-seconds`. */
  readonly name: string;
  /** How the measurements of one period become one number. */
  readonly statistic: 'Sum' | 'Maximum' | 'Minimum';
  readonly minutes?: number;
}

/** What a function measured about the station itself, which no service of the cloud can know. */
export const stationMetric = ({ service, name, statistic, minutes = 1 }: StationMetricProps): Metric =>
  new Metric({
    namespace: 'huiying',
    metricName: name,
    dimensionsMap: { service },
    statistic,
    period: Duration.minutes(minutes),
  });
