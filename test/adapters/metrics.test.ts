import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { powertoolsClockLogger } from '../../shared/handlers/clock-logger.ts';
import { powertoolsHttpLogger } from '../../shared/http/http-logger.ts';

/** The dimensions under which CloudWatch would store the metrics of a logger. */
const filedUnder = (lines: readonly string[]): unknown[] =>
  lines.flatMap((line) => JSON.parse(line)._aws.CloudWatchMetrics[0].Dimensions);

const lines: string[] = [];
beforeEach(() => {
  lines.length = 0;
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'sweep');
  // In developer mode the library writes to the global console, which the spy replaces, but metrics are then off.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.spyOn(console, 'log').mockImplementation((line: string) => void lines.push(line));
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

it('a function files its numbers under its stage, twice as well as once', () => {
  const logger = powertoolsClockLogger('prod');
  logger.measure({ 'rows-due': 1 });
  logger.measure({ 'rows-due': 2 });
  expect(filedUnder(lines).map((names) => (names as string[]).toSorted())).toEqual([
    ['service', 'stage'],
    ['service', 'stage'],
  ]);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ stage: 'prod', service: 'sweep', 'rows-due': 2 });
});

it('the edge files each request under route and stage', () => {
  const logger = powertoolsHttpLogger('prod-cn');
  for (const route of ['GET /health', 'POST /v1/cases'])
    logger.measure({ route, status: 200, durationMs: 5 });
  expect(filedUnder(lines).map((names) => (names as string[]).toSorted())).toEqual([
    ['route', 'service', 'stage'],
    ['route', 'service', 'stage'],
  ]);
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ stage: 'prod-cn', route: 'POST /v1/cases' });
});
