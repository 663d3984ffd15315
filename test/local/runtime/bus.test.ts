import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Bus, startBus } from '../../../infra/local/events/bus.ts';
import type { Event } from '../../../infra/local/functions/deferred-rows.ts';

const accepted: Event[] = [];
let accept = async (events: readonly Event[]): Promise<void> => void accepted.push(...events);
let bus: Bus;
let isRefused = false;

const target = (functionArn: string) => ({
  functionArn,
  input: undefined,
  inputPath: undefined,
  transformer: undefined,
});

beforeAll(async () => {
  bus = await startBus({
    buses: [{ name: 'facts', arn: 'arn:local:events:local:000000000000:event-bus/facts' }],
    rules: [
      {
        id: 'All',
        busName: 'facts',
        pattern: { source: ['huiying'] },
        targets: [
          target('notify'),
          { ...target('count'), input: '{"fixed":true}' },
          { ...target('part'), inputPath: '$.detail.id' },
        ],
      },
    ],
    clock: { now: () => Date.parse('2026-11-23T08:00:00.500Z') } as never,
    accept: (events) => accept(events),
    gate: {
      refusalOf: () => (isRefused ? { code: 'AccessDeniedException', message: 'no' } : undefined),
      allows: () => false,
      admitsText: () => false,
    },
  });
});
afterAll(() => bus.close());

const entry = (more: object = {}) => ({
  Source: 'huiying',
  DetailType: 'DeliveryOffered',
  Detail: '{"id":"d1"}',
  EventBusName: 'facts',
  ...more,
});

const put = async (Entries: readonly object[], target = 'AWSEvents.PutEvents') => {
  const headers = { 'x-amz-target': target, 'content-type': 'application/x-amz-json-1.1' };
  const response = await fetch(bus.endpoint, { method: 'POST', headers, body: JSON.stringify({ Entries }) });
  return { status: response.status, body: await response.json() };
};

describe('the bus', () => {
  it('takes nothing from a function whose role does not allow it', async () => {
    accepted.length = 0;
    isRefused = true;
    const { status, body } = await put([entry()]);
    isRefused = false;
    expect([status, body]).toMatchObject([400, { __type: 'AccessDeniedException' }]);
    expect(accepted).toEqual([]);
  });

  it('hands an event to every target of a rule that fits, as EventBridge would write it', async () => {
    accepted.length = 0;
    const { body } = await put([
      entry({ EventBusName: 'arn:local:events:local:000000000000:event-bus/facts' }),
    ]);
    expect(body).toMatchObject({ FailedEntryCount: 0, Entries: [{ EventId: expect.any(String) }] });
    expect(accepted.map(({ functionArn }) => functionArn)).toEqual(['notify', 'count', 'part']);
    expect(JSON.parse(accepted[0]?.payload ?? '')).toMatchObject({
      source: 'huiying',
      'detail-type': 'DeliveryOffered',
      time: '2026-11-23T08:00:00Z',
      detail: { id: 'd1' },
    });
    expect(accepted[1]?.payload).toBe('{"fixed":true}');
    expect(accepted[2]?.payload).toBe('"d1"');
  });

  it('takes what is good and says of the rest why not', async () => {
    accepted.length = 0;
    const { body } = await put([
      entry({ Source: 'other' }),
      entry({ Detail: 'no json' }),
      entry({ EventBusName: 'gone' }),
      { Source: 'huiying' },
      entry(),
    ]);
    expect(body).toMatchObject({
      FailedEntryCount: 3,
      Entries: [
        { EventId: expect.any(String) },
        { ErrorCode: 'MalformedDetail' },
        { ErrorCode: 'ResourceNotFoundException' },
        { ErrorCode: 'InvalidArgument' },
        { EventId: expect.any(String) },
      ],
    });
    expect(accepted.length).toBe(3);
  });

  it('takes at most ten at a time, and nothing but events', async () => {
    expect((await put(Array.from({ length: 11 }, () => entry()))).status).toBe(400);
    expect((await put([])).status).toBe(400);
    expect((await put([entry()], 'AWSEvents.PutRule')).status).toBe(400);
  });

  it('acknowledges nothing that could not be kept', async () => {
    const keep = accept;
    accept = async () => {
      throw new Error('The disk is full.');
    };
    expect((await put([entry()])).status).toBe(500);
    accept = keep;
  });
});
