import { describe, expect, it } from 'vitest';
import { deliveryItem } from '../../shared/adapters/dynamo/delivery-item.ts';
import { factItem } from '../../shared/adapters/dynamo/history-items.ts';
import { changesIn } from '../../shared/adapters/events/stream-record.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { Fact } from '../../shared/cases/fact.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { stationId } from '../../shared/engine/scope.ts';
import type { FactRecord } from '../../shared/engine/storage/fact-record.ts';
import { aggregatePk, stateRow } from '../../shared/engine/storage/keys.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-11-23 10:00');
const station = stationId('st1');
const key = keyOf({ station, caseId: 'caaaaaaaaaaaaaaaaaaaaaaaaa' as CaseId });

const fact: FactRecord<Fact> = {
  version: 7,
  index: 1,
  at: now,
  by: { kind: 'clock' },
  fact: { fact: 'breached', clock: 'respond', skippedReminders: 0 },
  commitments: [],
  previousHash: 'p',
  hash: 'h',
};

const delivery: Delivery = {
  subject: { about: 'aggregate', key, version: 7, index: 0 },
  message: { to: 'officer', kind: 'breach', clock: 'respond' },
  channel: 'sink',
  priority: 'P2',
  language: 'zh-CN',
  createdAt: now,
  attempts: 0,
  state: 'pending',
  dueAt: now,
};

/** A row in the format of the stream. Only strings and numbers are converted, since nothing else is read. */
const image = (item: Readonly<Record<string, unknown>>) =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      if (typeof value === 'string') return [name, { S: value }];
      return [name, typeof value === 'number' ? { N: String(value) } : { M: {} }];
    }),
  );

const inserted = (item: Readonly<Record<string, unknown>>, eventName = 'INSERT') => ({
  eventName,
  dynamodb: { SequenceNumber: '111', NewImage: image(item) },
});

const changeIn = (record: unknown) => changesIn({ Records: [record] })[0];

describe('a record of the table’s stream', () => {
  it('of a fact names the fact as the store wrote it', () => {
    expect(changeIn(inserted(factItem(key, fact)))).toEqual({
      sequence: '111',
      row: 'fact',
      fact: { key, version: 7, index: 1, at: now, fact: 'breached' },
    });
  });

  it('of a message is an offer of its first attempt, with its due time', () => {
    expect(changeIn(inserted(deliveryItem(delivery, 4)))).toEqual({
      sequence: '111',
      row: 'delivery',
      offer: { subject: delivery.subject, attempt: 0 },
      dueAt: now,
    });
  });

  it('of a brief is an offer too', () => {
    const subject = { about: 'brief', station, day: '2026-11-24', responsible: 'officer' } as const;
    const brief = { ...delivery, subject, message: { to: 'officer', kind: 'brief' } } as const;
    expect(changeIn(inserted(deliveryItem(brief, 4)))).toMatchObject({ offer: { subject, attempt: 0 } });
  });

  it('of any other row is ignored', () => {
    expect(changeIn(inserted({ ...stateRow(key) }))?.row).toBe('other');
    expect(changeIn(inserted(factItem(key, fact), 'REMOVE'))?.row).toBe('other');
  });

  it.each([
    ['no image', { eventName: 'INSERT', dynamodb: { SequenceNumber: '111' } }],
    ['a fact that is not JSON', inserted({ ...factItem(key, fact), fact: '{' })],
    ['a fact without a name', inserted({ ...factItem(key, fact), fact: '{"fact":"Says 138 0000 0003"}' })],
    ['a message without a due time', inserted({ pk: aggregatePk(key), sk: 'D#0000000007#0', attempts: 0 })],
    ['an unknown key', inserted({ ...factItem(key, fact), pk: 'S#st1' })],
    ['no sequence number', { eventName: 'INSERT', dynamodb: {} }],
    ['no record', 'no record'],
  ])('with %s is unreadable, and the records around it are read', (_, broken) => {
    const changes = changesIn({ Records: [broken, inserted(factItem(key, fact))] });
    expect(changes.map(({ row }) => row)).toEqual(['unreadable', 'fact']);
  });

  it('comes in a stream event or not at all', () => {
    expect(() => changesIn({ detail: {} })).toThrow();
  });
});
