import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** All log codes of sweep, relay, notify, prove, photos and contacts. A log line contains a code and ids, never personal data. */
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
  'contact-not-hashed',
] as const;
export type ClockLogCode = (typeof clockLogCodes)[number];

/** Codes logged as errors, which an operator must look at. All others are warnings. */
const errorCodes: ReadonlySet<ClockLogCode> = new Set([
  'row-quarantined',
  'row-stuck',
  'record-unreadable',
  'message-dead',
  'brief-dead',
  'roster-unreadable',
  'next-step-missing',
  'proof-violation',
  'contact-not-hashed',
]);

export type Ids = Readonly<Record<string, string | number>>;
/** Metric values by name. A name ends with its unit, unless the value is a count. */
export type Amounts = Readonly<Record<string, number>>;

/** Log and metrics of the functions without an HTTP API. */
export interface ClockLogger {
  record(code: ClockLogCode, ids: Ids): void;
  measure(amounts: Amounts): void;
}

const unitOf = (name: string) => (name.endsWith('-seconds') ? MetricUnit.Seconds : MetricUnit.Count);

/**
 * Writes structured log lines and embedded metrics of one stage to standard output, from which CloudWatch reads both.
 */
export function powertoolsClockLogger(stage: string): ClockLogger {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: 'huiying', defaultDimensions: { stage } });
  return {
    record: (code, ids) => (errorCodes.has(code) ? logger.error(code, ids) : logger.warn(code, ids)),
    measure(amounts) {
      for (const [name, amount] of Object.entries(amounts)) metrics.addMetric(name, unitOf(name), amount);
      metrics.publishStoredMetrics();
    },
  };
}
