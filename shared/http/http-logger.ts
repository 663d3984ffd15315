import { Logger } from '@aws-lambda-powertools/logger';
import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import { defined } from '../engine/defined.ts';
import { errorName } from '../engine/error-name.ts';

/** Everything this edge ever logs. A line is a code and ids: never a body, a path, a token, a name or a number. */
export const logCodes = ['defect', 'unavailable', 'reporter-read'] as const;
export type LogCode = (typeof logCodes)[number];

export interface LogLine {
  readonly code: LogCode;
  /** Ids only. */
  readonly ids: Readonly<Record<string, string | number>>;
}

/** What happened to one request, as numbers. */
export interface Measured {
  /** The route's id, never the path; `none` for what the catalogue does not list. */
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
}

/** Where this edge keeps its records. */
export interface HttpLogger {
  record(line: LogLine): void;
  measure(measured: Measured): void;
  /** Amounts by name, of the station and not of a route. */
  count(amounts: Readonly<Record<string, number>>): void;
}

const outcomes = ['answered', 'refused', 'failed'] as const;

/** Answered, refused, or failed on our side. */
const outcomeOf = (status: number): (typeof outcomes)[number] =>
  status >= 500 ? 'failed' : status >= 400 ? 'refused' : 'answered';

/** Structured lines and embedded metrics of one stage, on standard output, where CloudWatch finds both. */
export function powertoolsHttpLogger(stage: string): HttpLogger {
  const logger = new Logger();
  const metrics = new Metrics({ namespace: 'huiying', defaultDimensions: { stage } });
  return {
    record: ({ code, ids }) => (code === 'reporter-read' ? logger.info(code, ids) : logger.error(code, ids)),
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
 * What may be logged of an error: its name and where it was thrown. Messages are left out, because some quote what
 * they could not read: `JSON.parse` quotes the body, a condition that failed quotes the row.
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
