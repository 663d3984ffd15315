import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { defined } from '../engine/defined.ts';
import { errorName } from '../engine/error-name.ts';

/** All log codes of the HTTP API. A line has a code and ids, never a body, path, token, name or telephone number. */
export const logCodes = ['defect', 'unavailable', 'phone-search'] as const;
export type LogCode = (typeof logCodes)[number];

export interface LogLine {
  readonly code: LogCode;
  /** Ids only. */
  readonly ids: Readonly<Record<string, string | number>>;
}

/** The metrics of one request. */
export interface Measured {
  /** The route's id, never the path; `none` for an unknown route. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Log and metrics of the HTTP API. */
export interface HttpLogger {
  record(line: LogLine): void;
  measure(measured: Measured): void;
  /** Adds to metrics that do not belong to a route. */
  count(amounts: Readonly<Record<string, number>>): void;
}

/** Lines that say who read what; nothing is wrong. */
const onRecord: ReadonlySet<LogCode> = new Set(['phone-search']);

const outcomes = ['answered', 'refused', 'failed'] as const;

const outcomeOf = (status: number): (typeof outcomes)[number] =>
  status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'answered';

/**
 * Writes structured log lines and embedded metrics of one stage to standard output, from which CloudWatch reads both.
 */
export function powertoolsHttpLogger(stage: string): HttpLogger {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: 'huiying', defaultDimensions: { stage } });
  return {
    record: ({ code, ids }) => (onRecord.has(code) ? logger.info(code, ids) : logger.error(code, ids)),
    count: (amounts) => {
      for (const [name, amount] of Object.entries(amounts)) metrics.addMetric(name, MetricUnit.Count, amount);
      metrics.publishStoredMetrics();
    },
    measure: ({ route, status, durationMs }) => {
      metrics.addDimension('route', route);
      for (const outcome of outcomes) {
        metrics.addMetric(outcome, MetricUnit.Count, outcome === outcomeOf(status) ? 1 : 0);
      }
      metrics.addMetric('duration', MetricUnit.Milliseconds, durationMs);
      metrics.publishStoredMetrics();
    },
  };
}

const FRAMES_MAX = 8;

/**
 * The part of an error that may be logged: its name and stack frames. Messages may contain personal data: those of
 * `JSON.parse` quote the body, and those of a failed condition quote the row.
 */
export function traceOf(error: unknown): Readonly<Record<string, string>> {
  if (!(error instanceof Error)) return { error: errorName(error) };
  const frames = (error.stack ?? '').split('\n').filter((line) => /^\s+at /.test(line));
  const cause = error.cause === undefined ? undefined : errorName(error.cause);
  return {
    error: errorName(error),
    at: frames
      .slice(0, FRAMES_MAX)
      .map((line) => line.trim())
      .join(' < '),
    ...defined({ cause }),
  };
}
