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

it('a function that is called for each step writes no zeros, and no line for zeros alone', () => {
  const logger = powertoolsClockLogger('prod', 'left-out');
  logger.measure({ 'messages-sent': 0, 'messages-dead': 0 });
  expect(lines).toEqual([]);
  logger.measure({ 'messages-sent': 1, 'messages-dead': 0 });
  expect(lines).toHaveLength(1);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ 'messages-sent': 1 });
  expect(lines[0]).not.toContain('messages-dead');
  powertoolsClockLogger('prod').measure({ 'rows-due': 0 });
  expect(JSON.parse(lines[1] ?? '')).toMatchObject({ 'rows-due': 0 });
});

it('the edge files what it counts under its stage, and not by route, which would be billed for each', async () => {
  await powertoolsHttpLogger('prod-cn').count({ 'reports-received': 1 });
  expect(filedUnder(lines).map((names) => (names as string[]).toSorted())).toEqual([['service', 'stage']]);
  expect(JSON.parse(lines[0] ?? '')).toMatchObject({ stage: 'prod-cn', 'reports-received': 1 });
});
