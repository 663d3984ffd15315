import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { type StationMetricProps, stationMetric } from './station-metric.ts';

interface PromiseMetric extends Omit<StationMetricProps, 'stage'> {
  /** The alarm's short name. */
  readonly alarm: string;
  readonly impact: string;
  readonly threshold?: number;
  /** Consecutive periods before the alarm is raised, so that one bad minute does not wake an operator. */
  readonly periods?: number;
  /** Missing data raises the alarm as well, because the function did not finish. */
  readonly orMissingData?: true;
}

/** Metrics that show a danger to the promise even while every function looks healthy. */
const promiseMetrics: readonly PromiseMetric[] = [
  {
    alarm: 'oldest-overdue',
    impact: 'The promise is being broken: a reminder or an escalation is more than five minutes late.',
    service: 'sweep',
    name: 'oldest-overdue-seconds',
    statistic: 'Maximum',
    threshold: 300,
    periods: 3,
    orMissingData: true,
  },
  {
    alarm: 'sweep-lag',
    impact: 'Ticks come two minutes late or more, and every reminder and escalation with them.',
    service: 'sweep',
    name: 'sweep-lag-seconds',
    statistic: 'Maximum',
    threshold: 120,
    periods: 3,
  },
  {
    alarm: 'lane-stopped',
    impact:
      'Deadlines of at least one priority are not being checked, because their due index cannot be read.',
    service: 'sweep',
    name: 'lanes-stopped',
    statistic: 'Sum',
    periods: 3,
  },
  {
    alarm: 'sweep-unfinished',
    impact: 'More is due than one sweep can handle: less urgent reminders are late and getting later.',
    service: 'sweep',
    name: 'sweeps-unfinished',
    statistic: 'Sum',
    periods: 5,
  },
  {
    alarm: 'row-quarantined',
    impact: 'A case or a message failed five times and is tried only once a day until somebody repairs it.',
    service: 'sweep',
    name: 'rows-quarantined',
    statistic: 'Sum',
  },
  {
    alarm: 'next-step-missing',
    impact:
      'A case had no next step, which must never happen; it was given one, but its rules have a defect.',
    service: 'sweep',
    name: 'next-steps-missing',
    statistic: 'Sum',
  },
  {
    alarm: 'bus-refusing',
    impact: 'Due messages cannot be offered: no notices are sent until the bus accepts them again.',
    service: 'sweep',
    name: 'messages-not-offered',
    statistic: 'Sum',
    periods: 3,
  },
  {
    alarm: 'record-unreadable',
    impact: 'A committed record could not be published: other systems never receive it.',
    service: 'relay',
    name: 'records-unreadable',
    statistic: 'Sum',
  },
  {
    alarm: 'relay-cut-short',
    impact:
      'The relay keeps stopping before its batch is done: messages leave minutes late, when the sweep offers them.',
    service: 'relay',
    name: 'batches-cut-short',
    statistic: 'Sum',
    periods: 5,
  },
  {
    alarm: 'message-dead',
    impact:
      'A notice was not delivered: it was given up after its last attempt, and its case has recorded that.',
    service: 'notify',
    name: 'messages-dead',
    statistic: 'Sum',
  },
  {
    alarm: 'messages-over-budget',
    impact:
      'A station has used up its short messages of the day: residents who chose them are told on their pages alone.',
    service: 'notify',
    name: 'messages-over-budget',
    statistic: 'Sum',
    minutes: 5,
  },
  {
    alarm: 'brief-dead',
    impact: 'A morning brief was not delivered: nobody was told what was held back overnight.',
    service: 'notify',
    name: 'briefs-dead',
    statistic: 'Sum',
  },
  {
    alarm: 'roster-unreadable',
    impact: 'An entry of the roster cannot be read: that person gets no notices.',
    service: 'notify',
    name: 'roster-unreadable',
    statistic: 'Maximum',
    minutes: 5,
  },
  {
    alarm: 'messages-retried',
    impact: 'A channel keeps failing: staff or residents get their notices late.',
    service: 'notify',
    name: 'messages-retry-later',
    statistic: 'Sum',
    minutes: 5,
    threshold: 5,
    periods: 3,
  },
  {
    alarm: 'notary-objection',
    impact: 'Somebody changed or removed what was already on record, past the way that every change takes.',
    service: 'notary',
    name: 'notary-objections',
    statistic: 'Sum',
  },
  {
    alarm: 'notary-restored',
    impact:
      'Somebody put on record that the table was restored: what was stated since counts no more as a witness.',
    service: 'notary',
    name: 'notary-restores',
    statistic: 'Sum',
  },
  {
    alarm: 'notary-failing',
    impact: 'The notary cannot state what happens: until it can, a change of history may not be found.',
    service: 'notary',
    name: 'notary-batches-failed',
    statistic: 'Sum',
    periods: 5,
  },
];

/** Alarms on the metrics in which the functions measure the promise itself. */
export class PromiseAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    for (const { alarm, impact, threshold = 1, periods = 1, orMissingData, ...metric } of promiseMetrics) {
      new ImpactAlarm(this, alarm, {
        name: alarm,
        impact,
        metric: stationMetric({ ...metric, stage }),
        threshold,
        evaluationPeriods: periods,
        ...(orMissingData && { treatMissingData: TreatMissingData.BREACHING }),
      });
    }
  }
}
