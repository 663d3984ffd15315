import { Duration } from 'aws-cdk-lib';
import {
  AlarmStatusWidget,
  Dashboard as CloudWatchDashboard,
  GraphWidget,
  type IAlarm,
  type IMetric,
  MathExpression,
  TextWidget,
} from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { stationMetric } from './station-metric.ts';

export interface DashboardProps {
  readonly stage: Stage;
  readonly alarms: readonly IAlarm[];
}

/** One page that answers, in this order: is the promise kept, does it still tick, do messages arrive, do people get in? */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms }: DashboardProps) {
    super(scope, id);
    const { sweep, armed, messages, requests, waiting, lowTrust } = measuresOf(stage);
    new CloudWatchDashboard(this, 'Page', {
      dashboardName: `huiying-${stage.name}`,
      defaultInterval: Duration.hours(12),
      widgets: [
        [introduction],
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 5, alarms: [...alarms] })],
        [
          graph('How late is the latest step? (s)', [
            sweep('oldest-overdue-seconds', 'Maximum'),
            sweep('sweep-lag-seconds', 'Maximum'),
          ]),
          graph('Is every open case armed?', armed),
          graph('Does the clock get through?', [
            sweep('rows-due', 'Sum'),
            sweep('steps-taken', 'Sum'),
            sweep('rows-parked', 'Sum'),
            sweep('sweeps-unfinished', 'Sum'),
          ]),
        ],
        [
          graph('What became of messages?', messages, true),
          graph('Who reached the door?', requests, true),
          graph('How long did they wait? (ms)', [waiting]),
        ],
        [graph('How many reports came in doubt? (%)', [lowTrust])],
      ],
    });
  }
}

const introduction = new TextWidget({
  width: 24,
  height: 2,
  markdown:
    'Every open case is armed, and the oldest step is younger than five minutes: then the promise is kept. What each alarm means and what to do about it stands in `docs/runbook.md`.',
});

const graph = (title: string, left: readonly IMetric[], stacked = false): GraphWidget =>
  new GraphWidget({ title, left: [...left], width: 8, height: 6, stacked, leftYAxis: { min: 0 } });

/** The dashboard's measures, each of this stage alone. */
const measuresOf = (stage: Stage) => ({
  sweep: (name: string, statistic: 'Sum' | 'Maximum') =>
    stationMetric({ stage, service: 'sweep', name, statistic }),
  // Measured once a day, so that the last proof is always in sight.
  armed: ['proof-open', 'proof-armed', 'proof-violations'].map((name) =>
    stationMetric({ stage, service: 'prove', name, statistic: 'Maximum', minutes: 1440 }),
  ),
  messages: [...messageStates.map((state) => `messages-${state}`), 'briefs-dead'].map((name) =>
    stationMetric({ stage, service: 'notify', name, statistic: 'Sum', minutes: 5 }),
  ),
  requests: ['answered', 'refused', 'failed'].map((name) => overRoutes(stage, name, 'Sum', 'SUM')),
  waiting: overRoutes(stage, 'duration', 'p99', 'MAX'),
  lowTrust: lowTrustShare(stage),
});

/** A flood, or a script that broke: what came without a proof of work, beyond a budget, or by a program. */
function lowTrustShare(stage: Stage): MathExpression {
  const sumOf = (name: string) =>
    stationMetric({ stage, service: 'public', name, statistic: 'Sum', minutes: 5 });
  return new MathExpression({
    expression: 'IF(received > 0, 100 * low / received)',
    label: 'low-trust share',
    period: Duration.minutes(5),
    usingMetrics: { low: sumOf('reports-low-trust'), received: sumOf('reports-received') },
  });
}

const messageStates = ['sent', 'suppressed', 'retry-later', 'dead', 'stale'];

/** Each route measures for itself; these add up whatever routes there are. */
const overRoutes = ({ name: stage }: Stage, name: string, statistic: string, over: string) =>
  new MathExpression({
    expression: `${over}(SEARCH('{huiying,route,service,stage} MetricName="${name}" stage="${stage}"', '${statistic}', 300))`,
    label: name,
    period: Duration.minutes(5),
  });
