import { readFileSync } from 'node:fs';
import { Match } from 'aws-cdk-lib/assertions';
import { describe, expect, it } from 'vitest';
import { notaryStore } from '../../shared/adapters/memory/notary.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import type { Amounts, ClockLogger } from '../../shared/handlers/clock-logger.ts';
import { notaryHandler } from '../../shared/handlers/notary-handler.ts';
import { notifyHandler } from '../../shared/handlers/notify-handler.ts';
import { relayHandler } from '../../shared/handlers/relay-handler.ts';
import { sweepHandler } from '../../shared/handlers/sweep-handler.ts';
import { dutyRoom } from '../cases/duty-room.ts';
import { prodStage, resourcesOf, templateOf } from './stack.ts';

const prod = templateOf(prodStage);

describe('an alarm about the promise itself', () => {
  it.each([
    ['oldest-overdue', 'sweep', 'oldest-overdue-seconds', 'Maximum', 300, 3, 60, 'breaching'],
    ['sweep-lag', 'sweep', 'sweep-lag-seconds', 'Maximum', 120, 3, 60, 'notBreaching'],
    ['lane-stopped', 'sweep', 'lanes-stopped', 'Sum', 1, 3, 60, 'notBreaching'],
    ['sweep-unfinished', 'sweep', 'sweeps-unfinished', 'Sum', 1, 5, 60, 'notBreaching'],
    ['row-quarantined', 'sweep', 'rows-quarantined', 'Sum', 1, 1, 60, 'notBreaching'],
    ['next-step-missing', 'sweep', 'next-steps-missing', 'Sum', 1, 1, 60, 'notBreaching'],
    ['bus-refusing', 'sweep', 'messages-not-offered', 'Sum', 1, 3, 60, 'notBreaching'],
    ['record-unreadable', 'relay', 'records-unreadable', 'Sum', 1, 1, 60, 'notBreaching'],
    ['relay-cut-short', 'relay', 'batches-cut-short', 'Sum', 1, 5, 60, 'notBreaching'],
    ['message-dead', 'notify', 'messages-dead', 'Sum', 1, 1, 60, 'notBreaching'],
    ['messages-over-budget', 'notify', 'messages-over-budget', 'Sum', 1, 1, 300, 'notBreaching'],
    ['brief-dead', 'notify', 'briefs-dead', 'Sum', 1, 1, 60, 'notBreaching'],
    ['roster-unreadable', 'notify', 'roster-unreadable', 'Maximum', 1, 1, 300, 'notBreaching'],
    ['notary-objection', 'notary', 'notary-objections', 'Sum', 1, 1, 60, 'notBreaching'],
    ['notary-restored', 'notary', 'notary-restores', 'Sum', 1, 1, 60, 'notBreaching'],
    ['notary-failing', 'notary', 'notary-batches-failed', 'Sum', 1, 5, 60, 'notBreaching'],
    ['messages-retried', 'notify', 'messages-retry-later', 'Sum', 5, 3, 300, 'notBreaching'],
  ] as const)(
    '%s watches %s’s %s',
    (name, service, metric, statistic, threshold, periods, period, missing) => {
      prod.hasResourceProperties('AWS::CloudWatch::Alarm', {
        AlarmName: `huiying-prod-${name}`,
        Namespace: 'huiying',
        Dimensions: [
          { Name: 'service', Value: service },
          { Name: 'stage', Value: 'prod' },
        ],
        MetricName: metric,
        Statistic: statistic,
        Threshold: threshold,
        EvaluationPeriods: periods,
        Period: period,
        TreatMissingData: missing,
        ComparisonOperator: 'GreaterThanOrEqualToThreshold',
      });
    },
  );

  it('watches a number that its function really measures', async () => {
    const measured = await whatIsMeasured();
    const watched = resourcesOf(prod, 'AWS::CloudWatch::Alarm')
      .filter(({ properties }) => properties.Namespace === 'huiying')
      .map(({ properties }) => {
        const [{ Value: service }] = properties.Dimensions as [{ Value: string }];
        return `${service} ${properties.MetricName}`;
      })
      .filter((name) => !name.startsWith('prove '));
    expect(watched.filter((name) => !measured.has(name))).toEqual([]);
    expect(watched).toHaveLength(17);
  });
});

describe('the table', () => {
  it('raises the alarm when it or an index throttles a write', () => {
    prod.hasResourceProperties('AWS::CloudWatch::Alarm', {
      AlarmName: 'huiying-prod-table-throttled',
      Threshold: 1,
      Metrics: Match.arrayWith([
        Match.objectLike({ Expression: 'FILL(base, 0) + FILL(due, 0) + FILL(board, 0) + FILL(received, 0)' }),
      ]),
    });
    const alarm = resourcesOf(prod, 'AWS::CloudWatch::Alarm').find(({ properties }) =>
      String(properties.AlarmName).endsWith('table-throttled'),
    );
    expect(JSON.stringify(alarm?.properties).match(/"WriteThrottleEvents"/g)).toHaveLength(4);
  });
});

describe('the dashboard', () => {
  const [page, ...others] = resourcesOf(prod, 'AWS::CloudWatch::Dashboard');
  const body = JSON.stringify(page?.properties.DashboardBody).replaceAll('\\"', '"');

  it('is one, named for its stage', () => {
    expect(others).toEqual([]);
    expect(page?.properties.DashboardName).toBe('huiying-prod');
  });

  it.each([
    'oldest-overdue-seconds',
    'sweep-lag-seconds',
    'proof-open',
    'proof-armed',
    'proof-violations',
    'messages-sent',
    'messages-suppressed',
    'messages-retry-later',
    'messages-dead',
    'messages-stale',
    'briefs-dead',
    'notary-statements',
    'notary-objections',
  ])('shows %s', (metric) => {
    expect(body).toContain(`"${metric}"`);
  });

  it('shows the numbers of its own stage alone', () => {
    expect(body.match(/"huiying","[^"]+"/g)?.length).toBeGreaterThan(0);
    const shown = [...body.matchAll(/"huiying","[^"]+"(,"[^"]+","[^"]+")+/g)].map(([metric]) => metric);
    for (const metric of shown) expect(metric).toContain('"stage","prod"');
  });

  it('shows the requests that the API itself counts, since a metric for each route would be billed', () => {
    for (const metric of ['Count', '4xx', '5xx', 'Latency']) {
      expect(body).toContain(`"AWS/ApiGateway","${metric}"`);
    }
    expect(body).not.toContain('SEARCH');
  });

  it('shows every alarm', () => {
    for (const { id } of resourcesOf(prod, 'AWS::CloudWatch::Alarm')) expect(body).toContain(`"${id}"`);
  });
});

/** Runs each function once on a small station and collects its metrics as `<service> <metric>`. */
async function whatIsMeasured(): Promise<ReadonlySet<string>> {
  const measured = new Set<string>();
  const loggerOf = (service: string): ClockLogger => ({
    record: () => undefined,
    measure: (amounts: Amounts) => {
      for (const name of Object.keys(amounts)) measured.add(`${service} ${name}`);
    },
  });
  const world = await dutyRoom();
  const inTime = { getRemainingTimeInMillis: () => 55_000 };
  await sweepHandler(world, loggerOf('sweep'))({ time: '2026-11-23T02:00:00Z' }, inTime);
  await relayHandler(world, loggerOf('relay'))({ Records: [] });
  const sample = new URL('../../events/samples/delivery-offered.case.json', import.meta.url);
  await notifyHandler(world, loggerOf('notify'))(JSON.parse(readFileSync(sample, 'utf8')));
  const factRemoved = {
    eventName: 'REMOVE',
    dynamodb: { SequenceNumber: '1', Keys: { pk: { S: 'S#st1#case#c1' }, sk: { S: 'F#0000000001#0' } } },
  };
  for (const write of [async () => undefined, () => Promise.reject(new Error('no answer'))]) {
    const notary = { notary: notaryStore(emptyTables()), segments: { write }, system: world.system };
    const handle = notaryHandler(notary, loggerOf('notary'));
    await handle({ Records: [factRemoved] });
    await handle({ restored: { to: '2026-01-01T00:00:00Z' } }).catch(() => undefined);
  }
  return measured;
}
