import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

/** All log codes of sweep, relay, notify, prove, notary, photos, contacts, webhooks, stats and operate. A log line contains a code and ids, never personal data. */
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
  'notary-objection',
  'notary-failed',
  'notary-settled',
  'notary-restored',
  'photo-refused',
  'contact-not-hashed',
  'webhook-unreadable',
  'case-not-counted',
  'recounted',
  'operated',
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
  'notary-objection',
  'notary-restored',
  'contact-not-hashed',
  'webhook-unreadable',
  'case-not-counted',
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
 * @param zeros `left-out` for a function that is called for each step of a case: alarms and the dashboard add its counts
 * up, and zeros would be most of its log
 */
export function powertoolsClockLogger(
  stage: string,
  zeros: 'written' | 'left-out' = 'written',
  measuredAs?: 'notify',
): ClockLogger {
  const logger = new Logger();
  const service = measuredAs === undefined ? {} : { serviceName: measuredAs };
  const metrics = new Metrics({ namespace: 'huiying', defaultDimensions: { stage }, ...service });
  return {
    record: (code, ids) => (errorCodes.has(code) ? logger.error(code, ids) : logger.warn(code, ids)),
    measure(amounts) {
      const measured = Object.entries(amounts).filter(([, amount]) => zeros === 'written' || amount !== 0);
      if (measured.length === 0) return;
      for (const [name, amount] of measured) metrics.addMetric(name, unitOf(name), amount);
      metrics.publishStoredMetrics();
    },
  };
}
