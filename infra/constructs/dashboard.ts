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
import type { RequestMetrics } from './station-api.ts';
import { stationMetric } from './station-metric.ts';

export interface DashboardProps {
  readonly stage: Stage;
  readonly alarms: readonly IAlarm[];
  readonly requests: RequestMetrics;
}

/**
 * One page that shows, in this order: are deadlines kept, does the clock run, are messages sent, do requests succeed, is
 * history witnessed?
 */
export class Dashboard extends Construct {
  constructor(scope: Construct, id: string, { stage, alarms, requests }: DashboardProps) {
    super(scope, id);
    const { sweep, armed, messages, lowTrust, stated } = measuresOf(stage);
    new CloudWatchDashboard(this, 'Page', {
      dashboardName: `huiying-${stage.name}`,
      defaultInterval: Duration.hours(12),
      widgets: [
        [introduction],
        [new AlarmStatusWidget({ title: 'Alarms', width: 24, height: 5, alarms: [...alarms] })],
        [
          graph('Most overdue step (s)', [
            sweep('oldest-overdue-seconds', 'Maximum'),
            sweep('sweep-lag-seconds', 'Maximum'),
          ]),
          graph('Open cases with a next deadline', armed),
          graph('Work of each sweep', [
            sweep('rows-due', 'Sum'),
            sweep('steps-taken', 'Sum'),
            sweep('rows-parked', 'Sum'),
            sweep('sweeps-unfinished', 'Sum'),
          ]),
        ],
        [
          graph('Outcome of messages', messages, true),
          graph('Requests, refused, failed', requests.counts),
          graph('Request duration (ms)', [requests.latency]),
        ],
        [graph('Reports with low trust (%)', [lowTrust]), graph('What the notary states', stated)],
      ],
    });
  }
}

const introduction = new TextWidget({
  width: 24,
  height: 2,
  markdown:
    'The promise is kept while every open case has its next deadline and no step is more than five minutes overdue. `docs/runbook.md` says what each alarm means and what to do.',
});

const graph = (title: string, left: readonly IMetric[], stacked = false): GraphWidget =>
  new GraphWidget({ title, left: [...left], width: 8, height: 6, stacked, leftYAxis: { min: 0 } });

/** The dashboard's metrics, for this stage only. */
const measuresOf = (stage: Stage) => ({
  sweep: (name: string, statistic: 'Sum' | 'Maximum') =>
    stationMetric({ stage, service: 'sweep', name, statistic }),
  // Measured once a day; the long period keeps the last proof visible.
  armed: ['proof-open', 'proof-armed', 'proof-violations'].map((name) =>
    stationMetric({ stage, service: 'prove', name, statistic: 'Maximum', minutes: 1440 }),
  ),
  messages: [...messageStates.map((state) => `messages-${state}`), 'briefs-dead'].map((name) =>
    stationMetric({ stage, service: 'notify', name, statistic: 'Sum', minutes: 5 }),
  ),
  lowTrust: lowTrustShare(stage),
  stated: ['notary-statements', 'notary-objections', 'notary-batches-failed'].map((name) =>
    stationMetric({ stage, service: 'notary', name, statistic: 'Sum', minutes: 5 }),
  ),
});

/**
 * The share of reports with low trust (no proof of work, over a budget, or honeypot filled). It rises in a flood, or
 * when the pages' script is broken.
 */
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

const messageStates = ['sent', 'folded', 'suppressed', 'retry-later', 'dead', 'stale'];
