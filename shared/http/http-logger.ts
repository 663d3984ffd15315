import { defined } from '../engine/defined.ts';
import { errorName } from '../engine/error-name.ts';
import { onFirstUse } from '../engine/on-first-use.ts';

/** All log codes of the HTTP API. A line has a code and ids, never a body, path, token, name or telephone number. */
export const logCodes = ['defect', 'unavailable', 'phone-search', 'text-damaged'] as const;
export type LogCode = (typeof logCodes)[number];

export interface LogLine {
  readonly code: LogCode;
  /** Ids only. */
  readonly ids: Readonly<Record<string, string | number>>;
}

/**
 * Log and metrics of the HTTP API. That a request was served, its route, status and time are a line of the access log and
 * metrics of the API itself, so the function says nothing of it.
 */
export interface HttpLogger {
  record(line: LogLine): Promise<void>;
  count(amounts: Readonly<Record<string, number>>): Promise<void>;
}

/** Lines that say who read what; nothing is wrong. */
const onRecord: ReadonlySet<LogCode> = new Set(['phone-search']);

/**
 * Writes structured log lines and embedded metrics of one stage to standard output, from which CloudWatch reads both.
 * Both writers are loaded on first use: most cold starts log nothing.
 */
export function powertoolsHttpLogger(stage: string): HttpLogger {
  const logger = onFirstUse(async () => {
    const { Logger } = await import('@aws-lambda-powertools/logger');
    return new Logger();
  });
  const metrics = onFirstUse(async () => {
    const { Metrics } = await import('@aws-lambda-powertools/metrics');
    return new Metrics({ namespace: 'huiying', defaultDimensions: { stage } });
  });
  return {
    async record({ code, ids }) {
      const writer = await logger();
      if (onRecord.has(code)) writer.info(code, ids);
      else writer.error(code, ids);
    },
    async count(amounts) {
      const writer = await metrics();
      for (const [name, amount] of Object.entries(amounts)) writer.addMetric(name, 'Count', amount);
      writer.publishStoredMetrics();
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
