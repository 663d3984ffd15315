import { EventBridgeClient, type PutEventsCommand } from '@aws-sdk/client-eventbridge';
import { describe, expect, it } from 'vitest';
import { catalogue } from '../../events/catalogue.ts';
import { factDetail, readFact, readOffer } from '../../shared/adapters/events/bus-detail.ts';
import { eventBridgeBus } from '../../shared/adapters/events/event-bridge.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { Offer } from '../../shared/engine/outbox/offer.ts';
import type { PublishedFact } from '../../shared/engine/outbox/published-fact.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { at } from '../engine/wall-clock.ts';

const station = stationId('st1');
const key = keyOf({ station, caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId });

const offers: readonly Offer[] = Array.from({ length: 23 }, (_, index) => ({
  subject: { about: 'aggregate', key, version: 1, index },
  attempt: index,
}));
const brief: Offer = {
  subject: { about: 'brief', station, day: '2026-11-24', responsible: 'chief' },
  attempt: 3,
};
const batch: Offer = {
  subject: { about: 'batch', station, batch: 'k3JvXo8w0Zq1R5tYb2c-_9', since: at('2026-11-23 10:00') },
  attempt: 0,
};
const fact: PublishedFact = { key, version: 7, index: 2, at: at('2026-11-23 10:00'), fact: 'level-reached' };

type Entries = NonNullable<PutEventsCommand['input']['Entries']>;

/** A bus that records its entries and refuses those for which `refuses` holds, as a throttled bus does. */
function listening(refuses: (detail: Record<string, unknown>) => boolean = () => false) {
  const calls: Entries[] = [];
  const client = new EventBridgeClient({ region: 'cn-north-1' });
  client.middlewareStack.add(
    () => async (args) => {
      const { Entries: entries = [] } = args.input as PutEventsCommand['input'];
      calls.push(entries);
      const Entries = entries.map(({ Detail = '' }) =>
        refuses(JSON.parse(Detail)) ? { ErrorCode: 'ThrottlingException' } : { EventId: 'id' },
      );
      const FailedEntryCount = Entries.filter((entry) => 'ErrorCode' in entry).length;
      return { response: {}, output: { $metadata: {}, Entries, FailedEntryCount } };
    },
    { step: 'initialize' },
  );
  return { calls, bus: eventBridgeBus(client, 'facts') };
}

/** The event that a subscriber gets for an entry. */
const delivered = (entry: Entries[number] | undefined): unknown => ({
  version: '0',
  'detail-type': entry?.DetailType,
  source: entry?.Source,
  detail: JSON.parse(entry?.Detail ?? ''),
});

describe('the bus', () => {
  it('takes ten entries at a time, all of them', async () => {
    const { bus, calls } = listening();
    expect(await bus.offer(offers)).toEqual([]);
    expect(calls.map((entries) => entries.length)).toEqual([10, 10, 3]);
  });

  it('returns exactly what it did not accept', async () => {
    const { bus } = listening(({ index }) => index === 4 || index === 21);
    expect(await bus.offer(offers)).toEqual([offers[4], offers[21]]);
  });

  it('is not called when there is nothing to send', async () => {
    const { bus, calls } = listening();
    expect(await bus.offer([])).toEqual([]);
    expect(await bus.publish([])).toEqual([]);
    expect(calls).toEqual([]);
  });

  it.each([offers[7], brief, batch])('hands an offer over as it was made', async (offer) => {
    const { bus, calls } = listening();
    await bus.offer(offer === undefined ? [] : [offer]);
    expect(readOffer(delivered(calls[0]?.[0]))).toEqual(offer);
  });

  it('sends only events of the catalogue', async () => {
    const { bus, calls } = listening();
    await bus.offer([...offers, brief]);
    await bus.publish([fact]);
    for (const entry of calls.flat()) {
      const type = catalogue.find(({ name }) => name === entry.DetailType);
      expect(entry).toMatchObject({ Source: 'huiying', EventBusName: 'facts' });
      expect(type?.detail.safeParse(JSON.parse(entry.Detail ?? '')).success).toBe(true);
      expect(Buffer.byteLength(entry.Detail ?? '')).toBeLessThan(500);
    }
  });

  it('names a fact and carries none of its content, whatever the row held', async () => {
    const { bus, calls } = listening();
    const rich = { ...fact, by: '金丝雀', commitments: ['金丝雀'], messages: ['金丝雀'] };
    await bus.publish([rich]);
    expect(calls[0]?.[0]?.Detail).toBe(
      '{"schemaVersion":1,"kind":"case","station":"st1","id":"caaaaaaaaaaaaaaaaaaaaaaaaa","version":7,"index":2,' +
        '"at":"2026-11-23T02:00:00.000Z","fact":"level-reached"}',
    );
  });
});

describe('an offer from the bus', () => {
  it.each([
    ['another event', { 'detail-type': 'FactRecorded', detail: {} }],
    ['a case of no station', offered({ station: 'ST 1' })],
    ['no case id', offered({ id: '4827193' })],
    ['an unknown kind', offered({ kind: 'CASE' })],
    ['another version of the event', offered({ schemaVersion: 2 })],
    ['nothing', undefined],
  ])('that is %s is thrown out, to end where operators look', (_, event) => {
    expect(() => readOffer(event)).toThrow();
  });

  function offered(changes: object) {
    const detail = {
      schemaVersion: 1,
      about: 'aggregate',
      ...key,
      version: 1,
      index: 0,
      attempt: 0,
      ...changes,
    };
    return { 'detail-type': 'DeliveryOffered', detail };
  }
});

describe('a fact that comes from the bus', () => {
  const event = (detail: unknown) => ({ 'detail-type': 'FactRecorded', detail });

  it('is read, and a run of a schedule is none', () => {
    expect(readFact(event(factDetail(fact)))).toEqual(factDetail(fact));
    expect(readFact({})).toBeUndefined();
  });

  it('throws when it does not read, so that it ends in the dead letters', () => {
    expect(() => readFact(event({ ...factDetail(fact), version: 'CANARY' }))).toThrow();
    expect(() => readFact(event(undefined))).toThrow();
  });
});
