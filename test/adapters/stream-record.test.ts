import { describe, expect, it } from 'vitest';
import { deliveryItem } from '../../shared/adapters/dynamo/delivery-item.ts';
import { factItem } from '../../shared/adapters/dynamo/history-items.ts';
import { changesIn } from '../../shared/adapters/events/stream-record.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import type { CaseId } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { Fact } from '../../shared/cases/fact.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { askProof } from '../../shared/engine/proof/ask-proof.ts';
import { personId, scopeOf, stationId } from '../../shared/engine/scope.ts';
import type { FactRecord } from '../../shared/engine/storage/fact-record.ts';
import { aggregatePk, askedProofRow, stateRow } from '../../shared/engine/storage/keys.ts';
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

type Values = Readonly<Record<string, unknown>>;

/** A row in the format of the stream. */
const image = (item: Values): Values =>
  Object.fromEntries(
    Object.entries(item).map(([name, value]) => {
      if (typeof value === 'string') return [name, { S: value }];
      if (typeof value === 'boolean') return [name, { BOOL: value }];
      return [name, typeof value === 'number' ? { N: String(value) } : { M: image(value as Values) }];
    }),
  );

const inserted = (item: Readonly<Record<string, unknown>>, eventName = 'INSERT') => ({
  eventName,
  dynamodb: { SequenceNumber: '111', NewImage: image(item) },
});

const changeIn = (record: unknown) => changesIn({ Records: [record] })[0];

/** The row of a request, as the store has written it. */
async function askedRow(): Promise<Values> {
  const tables = emptyTables();
  const chief = scopeOf({ station, person: personId('p-chief'), role: 'chief' });
  await askProof(memoryStore(tables), chief, now + MINUTE);
  return (await memoryStore(tables).companion(askedProofRow(now))) ?? {};
}

describe('a record of the table’s stream', () => {
  it('of a message that is announced has no due time: it is offered at once', () => {
    const item = deliveryItem({ ...delivery, announced: true, dueAt: now + 120_000 }, 4);
    const change = changeIn(inserted(item));
    expect(change).toMatchObject({ row: 'delivery', offer: { attempt: 0, priority: 'P2' } });
    expect(change).not.toHaveProperty('dueAt');
  });

  it('of a request for a proof says when and by which station, and not who asked', async () => {
    expect(changeIn(inserted(await askedRow()))).toEqual({
      sequence: '111',
      row: 'proof-asked',
      ask: { station, at: now + MINUTE },
    });
    expect(changeIn(inserted({ ...(await askedRow()), station: 'NO STATION' }))).toMatchObject({
      row: 'unreadable',
    });
  });

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
      offer: { subject: delivery.subject, attempt: 0, audience: 'staff', priority: 'P2' },
      dueAt: now,
    });
  });

  it.each([
    ['the first to a resident', { to: 'resident', version: 1 }, true],
    ['a later one to a resident', { to: 'resident', version: 2 }, false],
    ['one to a resident that waits for the morning', { to: 'resident', version: 1, held: true }, false],
    ['one to co-reporters', { to: 'co-reporters', version: 7 }, false],
    ['one to staff', { to: 'chief', version: 7 }, true],
  ] as const)(
    'of a message says its priority where it goes alone: %s',
    (_, { to, version, ...more }, alone) => {
      const message = { ...delivery.message, to };
      const subject = { ...delivery.subject, version } as typeof delivery.subject;
      const change = changeIn(inserted(deliveryItem({ ...delivery, ...more, message, subject }, 4)));
      expect(change).toMatchObject({ row: 'delivery' });
      expect(change?.row === 'delivery' && change.offer.priority).toBe(alone ? 'P2' : undefined);
    },
  );

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
