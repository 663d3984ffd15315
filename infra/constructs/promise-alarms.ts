import { TreatMissingData } from 'aws-cdk-lib/aws-cloudwatch';
import { Construct } from 'constructs';
import type { Stage } from '../stages.ts';
import { ImpactAlarm } from './impact-alarm.ts';
import { type StationMetricProps, stationMetric } from './station-metric.ts';

interface Sign extends Omit<StationMetricProps, 'stage'> {
  /** The alarm's short name. */
  readonly alarm: string;
  readonly impact: string;
  readonly threshold?: number;
  /** Periods in a row, so that one bad minute that the next makes good wakes nobody. */
  readonly periods?: number;
  /** Silence, too, is a sign: the function never came to its end. */
  readonly orSilence?: true;
}

/** Signs that the promise is in danger although every function may still look healthy. */
const signs: readonly Sign[] = [
  {
    alarm: 'oldest-overdue',
    impact: 'The promise is being broken: a reminder or an escalation is more than five minutes late.',
    ...{ service: 'sweep', name: 'oldest-overdue-seconds', statistic: 'Maximum' },
    threshold: 300,
    periods: 3,
    orSilence: true,
  },
  {
    alarm: 'sweep-lag',
    impact: 'Ticks come two minutes late or more, and every reminder and escalation with them.',
    ...{ service: 'sweep', name: 'sweep-lag-seconds', statistic: 'Maximum' },
    threshold: 120,
    periods: 3,
  },
  {
    alarm: 'lane-stopped',
    impact: 'Cases of at least one urgency are not being watched, because their list cannot be read.',
    ...{ service: 'sweep', name: 'lanes-stopped', statistic: 'Sum' },
    periods: 3,
  },
  {
    alarm: 'sweep-unfinished',
    impact: 'More is due than a minute can handle: less urgent reminders are late and getting later.',
    ...{ service: 'sweep', name: 'sweeps-unfinished', statistic: 'Sum' },
    periods: 5,
  },
  {
    alarm: 'row-quarantined',
    impact: 'A case or a message failed five times and is tried only once a day until somebody repairs it.',
    ...{ service: 'sweep', name: 'rows-quarantined', statistic: 'Sum' },
  },
  {
    alarm: 'next-step-missing',
    impact: 'A case had no step of its own left, which must never be: its rules would have forgotten it.',
    ...{ service: 'sweep', name: 'next-steps-missing', statistic: 'Sum' },
  },
  {
    alarm: 'bus-refusing',
    impact: 'Due messages cannot be handed over: nobody is told anything until the bus takes them again.',
    ...{ service: 'sweep', name: 'messages-not-offered', statistic: 'Sum' },
    periods: 3,
  },
  {
    alarm: 'record-unreadable',
    impact: 'A committed record could not be announced: other systems never hear of it.',
    ...{ service: 'relay', name: 'records-unreadable', statistic: 'Sum' },
  },
  {
    alarm: 'relay-cut-short',
    impact: 'The fast way out keeps stopping short: messages leave minutes late, when the sweep offers them.',
    ...{ service: 'relay', name: 'batches-cut-short', statistic: 'Sum' },
    periods: 5,
  },
  {
    alarm: 'message-dead',
    impact:
      'Somebody was not told: a message was given up after its last attempt, and its case has heard so.',
    ...{ service: 'notify', name: 'messages-dead', statistic: 'Sum' },
  },
  {
    alarm: 'brief-dead',
    impact: 'A morning brief reached nobody: what was held back over night has been said to no one.',
    ...{ service: 'notify', name: 'briefs-dead', statistic: 'Sum' },
  },
  {
    alarm: 'roster-unreadable',
    impact: 'An entry of the roster does not read: the person it stands for is told nothing.',
    ...{ service: 'notify', name: 'roster-unreadable', statistic: 'Maximum', minutes: 5 },
  },
  {
    alarm: 'messages-retried',
    impact: 'A channel keeps refusing messages: staff or residents are told late.',
    ...{ service: 'notify', name: 'messages-retry-later', statistic: 'Sum', minutes: 5 },
    threshold: 5,
    periods: 3,
  },
];

/** Watches what the functions measure about the promise itself. */
export class PromiseAlarms extends Construct {
  constructor(scope: Construct, id: string, { stage }: { stage: Stage }) {
    super(scope, id);
    for (const { alarm, impact, threshold = 1, periods = 1, orSilence, ...measured } of signs) {
      new ImpactAlarm(this, alarm, {
        name: alarm,
        impact,
        metric: stationMetric({ ...measured, stage }),
        threshold,
        evaluationPeriods: periods,
        ...(orSilence && { treatMissingData: TreatMissingData.BREACHING }),
      });
    }
  }
}
