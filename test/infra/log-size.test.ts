import { afterEach, expect, it, vi } from 'vitest';
import { type Amounts, powertoolsClockLogger } from '../../shared/handlers/clock-logger.ts';
import { powertoolsHttpLogger } from '../../shared/http/http-logger.ts';
import { prodStage, resourcesOf, templateOf } from './stack.ts';

afterEach(() => {
  vi.unstubAllEnvs();
  vi.restoreAllMocks();
});

/** The bytes that a function writes while `work` runs. */
async function bytesBy(service: string, work: () => Promise<void> | void): Promise<number> {
  let bytes = 0;
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', service);
  // In developer mode the library writes to the global console, but metrics are then off.
  vi.stubEnv('POWERTOOLS_DEV', 'true');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'false');
  vi.spyOn(console, 'log').mockImplementation((line: string) => {
    bytes += Buffer.byteLength(`${line}\n`);
  });
  await work();
  vi.restoreAllMocks();
  return bytes;
}

const measuredBy = (service: string, ...calls: readonly Amounts[]): Promise<number> =>
  bytesBy(service, () => {
    const logger = powertoolsClockLogger('prod-cn', 'left-out');
    for (const amounts of calls) logger.measure(amounts);
  });

/** A line of the access log as API Gateway fills it in. */
function accessLine(route: string): number {
  const [stage] = resourcesOf(templateOf(prodStage), 'AWS::ApiGatewayV2::Stage');
  if (stage === undefined) throw new Error('the API has no stage');
  const { Format } = stage.properties.AccessLogSettings as { readonly Format: string };
  const values: Readonly<Record<string, string>> = {
    'context.requestId': 'UfJqWhHyoAMEVsQ=',
    'context.requestTime': '23/Nov/2026:02:00:00 +0000',
    'context.routeKey': route,
    'context.status': '200',
    'context.responseLatency': '123',
    'context.authorizer.error': '-',
    'context.integrationErrorMessage': '-',
  };
  return Buffer.byteLength(`${Format.replace(/\$([\w.]+)/g, (_, name: string) => values[name] ?? '?')}\n`);
}

// A report, four moves of an officer, four steps of the clock and five messages, with what people look at meanwhile.
const requests = [
  'GET /q/{place}',
  'POST /q/{place}',
  ...Array.from({ length: 4 }, () => 'GET /t/{token}'),
  'GET /v1/office/cases',
  ...Array.from({ length: 4 }, () => 'GET /v1/office/cases/{id}'),
  ...Array.from({ length: 4 }, () => 'POST /v1/office/cases/{id}/moves'),
];

it('a life writes one line a request and no more than eight kilobytes in all', async () => {
  const bytes = {
    access: requests.map(accessLine).reduce((sum, one) => sum + one, 0),
    public: await bytesBy('public', () =>
      powertoolsHttpLogger('prod-cn').count({ 'reports-received': 1, 'reports-low-trust': 0 }),
    ),
    relay: await measuredBy(
      'relay',
      { 'facts-published': 1, 'messages-offered': 1, 'records-unreadable': 0, 'batches-cut-short': 0 },
      ...Array.from({ length: 4 }, () => ({ 'facts-published': 0, 'messages-offered': 1 })),
    ),
    notify: await measuredBy(
      'notify',
      ...Array.from({ length: 5 }, () => ({
        'messages-sent': 1,
        'messages-dead': 0,
        'roster-unreadable': 0,
      })),
    ),
    notary: await measuredBy(
      'notary',
      ...Array.from({ length: 9 }, () => ({ 'notary-statements': 1, 'notary-objections': 0 })),
    ),
    contacts: await measuredBy('contacts', { 'contacts-hashed': 1, 'contacts-late': 0 }),
  };
  const total = Object.values(bytes).reduce((sum, one) => sum + one, 0);
  expect(total).toBeGreaterThan(2000);
  expect(total).toBeLessThanOrEqual(8000);
});
