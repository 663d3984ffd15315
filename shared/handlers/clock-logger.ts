import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** Everything that sweep, relay, notify, prove and photos ever log. A line is a code and ids: never a word about a person. */
export const clockLogCodes = [
  'row-parked',
  'row-quarantined',
  'row-stuck',
  'lane-stopped',
  'bus-failed',
  'record-unreadable',
  'message-retried',
  'message-dead',
  'brief-dead',
  'roster-unreadable',
  'next-step-missing',
  'proof-violation',
  'proof-repaired',
  'photo-refused',
] as const;
export type ClockLogCode = (typeof clockLogCodes)[number];

/** What an operator must look at; the rest is worth knowing when they do. */
const alarming: ReadonlySet<ClockLogCode> = new Set([
  'row-quarantined',
  'row-stuck',
  'record-unreadable',
  'message-dead',
  'brief-dead',
  'roster-unreadable',
  'next-step-missing',
  'proof-violation',
]);

export type Ids = Readonly<Record<string, string | number>>;
/** Amounts by name; a name's last word is its unit where it is not a count. */
export type Amounts = Readonly<Record<string, number>>;

/** Where the clock keeps its records. */
export interface ClockLogger {
  record(code: ClockLogCode, ids: Ids): void;
  measure(amounts: Amounts): void;
}

const unitOf = (name: string) => (name.endsWith('-seconds') ? MetricUnit.Seconds : MetricUnit.Count);

/** Structured lines and embedded metrics of one stage, on standard output, where CloudWatch finds both. */
export function powertoolsClockLogger(stage: string): ClockLogger {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: 'huiying', defaultDimensions: { stage } });
  return {
    record: (code, ids) => (alarming.has(code) ? logger.error(code, ids) : logger.warn(code, ids)),
    measure(amounts) {
      for (const [name, amount] of Object.entries(amounts)) metrics.addMetric(name, unitOf(name), amount);
      metrics.publishStoredMetrics();
    },
  };
}
