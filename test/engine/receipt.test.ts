import { describe, expect, it } from 'vitest';
import { aggregates } from '../../shared/aggregates.ts';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type Instant, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import { type Receipt, recordReceipt } from '../../shared/engine/outbox/receipts/record-receipt.ts';
import { subjectOf } from '../../shared/engine/outbox/receipts/subject-of.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { type DutyRoom, deliveries, dutyRoom, fastPath, move, report, tick } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const later = now + 5 * MINUTE;
const consultation = { type: 'consultation', details: {} } as const;

const receiptFor = (delivery: string, part: Partial<Receipt> = {}): Receipt => ({
  delivery,
  message: 'm-1',
  outcome: 'undelivered',
  code: 'UNDELIV',
  at: later - SECOND,
  ...part,
});

const idOf = (version: number, index: number, { caseId }: Case) => `st1-${caseId}-${version}-${index}`;

async function failures(world: DutyRoom, found: Case): Promise<readonly string[]> {
  const { facts } = await world.store.history(keyOf(found));
  return facts.flatMap(({ fact }) => (fact.fact === 'delivery-failed' ? [fact.delivery] : []));
}

const ends = (world: DutyRoom) =>
  deliveries(world).map(({ message, state, reason }) => [message.kind, state, ...(reason ? [reason] : [])]);

/** A case whose alert and receipt were sent, the receipt as 1#1. */
async function sent(): Promise<readonly [DutyRoom, Case]> {
  const world = await dutyRoom();
  world.sink.answer({ result: 'sent', receipt: 'm-1' });
  const found = await report(world, now, consultation);
  await fastPath(world, now);
  expect(ends(world)).toEqual([
    ['alert', 'sent'],
    ['receipt', 'sent'],
  ]);
  return [world, found];
}

describe('a message that the provider reports undelivered', () => {
  it('is dead, and its case hears of it and tells the responsible', async () => {
    const [world, found] = await sent();
    const receipt = receiptFor(idOf(1, 1, found));
    expect(await recordReceipt(world, receipt, later)).toBe('recorded');
    expect(ends(world).slice(0, 2)).toEqual([
      ['alert', 'sent'],
      ['receipt', 'dead', 'undelivered'],
    ]);
    const { outcome, code, at } = receipt;
    expect(deliveries(world)[1]?.report).toEqual({ outcome, code, at });
    expect(await failures(world, found)).toEqual(['1#1']);
    expect(deliveries(world).at(-1)).toMatchObject({ message: { to: 'officer', kind: 'undelivered' } });
  });

  it('is heard of once, however often and by how many at a time it is reported', async () => {
    const [world, found] = await sent();
    const receipt = receiptFor(idOf(1, 1, found));
    await Promise.all([1, 2, 3, 4].map(() => recordReceipt(world, receipt, later)));
    expect(await recordReceipt(world, receipt, later + 10 * MINUTE)).toBe('repeated');
    expect(await recordReceipt(world, receiptFor(receipt.delivery, { code: 'OTHER' }), later)).toBe(
      'repeated',
    );
    expect(await failures(world, found)).toEqual(['1#1']);
    expect(deliveries(world)[1]?.report?.code).toBe('UNDELIV');
  });

  it('is heard of once although the process ended between the case and the delivery', async () => {
    const [world, found] = await sent();
    const receipt = receiptFor(idOf(1, 1, found));
    const store = { ...world.store, recordReport: () => Promise.reject(new Error('ended')) };
    await expect(recordReceipt({ ...world, store }, receipt, later)).rejects.toThrow('ended');
    expect(ends(world)[1]).toEqual(['receipt', 'sent']);
    expect(await recordReceipt(world, receipt, later + MINUTE)).toBe('recorded');
    expect(ends(world)[1]).toEqual(['receipt', 'dead', 'undelivered']);
    expect(await failures(world, found)).toEqual(['1#1']);
  });

  it('takes those with it that it told, so that an owed answer is owed again', async () => {
    const world = await dutyRoom();
    world.sink.answer({ result: 'sent', receipt: 'm-1' });
    const night = at('2026-11-23 23:30');
    const morning = at('2026-11-24 07:00');
    const text = { kind: 'reply', text: '您好' } as const;
    const found = await report(world, night, consultation);
    await move(world, found, { move: 'reply', text: text.text }, night + MINUTE);
    await tick(world, morning);
    const toResident = () => deliveries(world).filter(({ message }) => message.to === 'resident');
    expect(toResident().map(({ state }) => state)).toEqual(['folded', 'sent']);
    const last = toResident()[1] as Delivery;
    const id = deliveryId(last.subject);
    expect(await recordReceipt(world, receiptFor(id), morning + MINUTE)).toBe('recorded');
    expect(toResident().map(({ state, reason }) => [state, reason])).toEqual([
      ['dead', 'undelivered'],
      ['dead', 'undelivered'],
    ]);
    expect(await failures(world, found)).toEqual(['1#1', '2#0']);
    expect(await recordReceipt(world, receiptFor(id), morning + 2 * MINUTE)).toBe('repeated');
  });

  it('is left to the next report while its attempt has not ended here', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, consultation);
    const failed = receiptFor(idOf(1, 1, found), { at: now });
    world.sink.answer({ result: 'transient', code: 'unsure', retryAfterMs: 30 * MINUTE });
    await fastPath(world, now);
    expect(await recordReceipt(world, failed, now + 2 * MINUTE)).toBe('too-early');
    expect(await failures(world, found)).toEqual([]);
    // The attempt got no answer, and another one follows.
    expect(await recordReceipt(world, failed, now + 2 * MINUTE + 1)).toBe('outdated');
    world.sink.answer({ result: 'sent', receipt: 'm-2' });
    await tick(world, now + 31 * MINUTE);
    expect(await recordReceipt(world, failed, now + 32 * MINUTE)).toBe('outdated');
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent', receipt: 'm-2' });
    expect(await failures(world, found)).toEqual([]);
    expect(await recordReceipt(world, { ...failed, message: 'm-2' }, now + 40 * MINUTE)).toBe('recorded');
    expect(await failures(world, found)).toEqual(['1#1']);
  });

  it('is about the attempt that its id names, where the message was sent again', async () => {
    const [world, found] = await sent();
    const id = idOf(1, 1, found);
    const failed = receiptFor(id);
    expect(await recordReceipt(world, failed, later)).toBe('recorded');
    const dead = deliveries(world)[1] as Delivery;
    expect(await world.store.sendAgain(dead, later + MINUTE)).toBe(true);
    // Before the new attempt was made, and after.
    expect(await recordReceipt(world, failed, later + MINUTE)).toBe('outdated');
    expect(await recordReceipt(world, { ...failed, outcome: 'delivered' }, later + MINUTE)).toBe('outdated');
    world.sink.answer({ result: 'sent', receipt: 'm-2' });
    await tick(world, later + MINUTE);
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent', receipt: 'm-2' });
    expect(await recordReceipt(world, failed, later + 2 * MINUTE)).toBe('outdated');
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent' });
    expect(deliveries(world)[1]).not.toHaveProperty('report');
  });

  it('is not taken for the new attempt although that was made while the report was written down', async () => {
    const [world, found] = await sent();
    const receipt = receiptFor(idOf(1, 1, found));
    const store: typeof world.store = {
      ...world.store,
      async foldedInto(subject) {
        const told = await world.store.foldedInto(subject);
        await recordReceipt(world, receipt, later);
        await world.store.sendAgain(deliveries(world)[1] as Delivery, later);
        world.sink.answer({ result: 'sent', receipt: 'm-2' });
        await tick(world, later);
        return told;
      },
    };
    await recordReceipt({ ...world, store }, receipt, later);
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent', receipt: 'm-2' });
    expect(await failures(world, found)).toEqual(['1#1']);
  });
});

describe('a message that a channel took without an id of its own', () => {
  async function taken(): Promise<readonly [DutyRoom, Case]> {
    const world = await dutyRoom();
    const found = await report(world, now, consultation);
    await fastPath(world, now);
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent', channel: 'sink' });
    expect(deliveries(world)[1]).not.toHaveProperty('receipt');
    return [world, found];
  }

  it('stays sent where some other channel reports that it did not take it', async () => {
    const [world, found] = await taken();
    const receipt = receiptFor(idOf(1, 1, found));
    expect(await recordReceipt(world, receipt, later)).toBe('outdated');
    const other = { station: stationId('st1'), channel: 'other' };
    expect(await recordReceipt(world, receipt, later, other)).toBe('unknown');
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent' });
    expect(await failures(world, found)).toEqual([]);
  });

  it('is dead where its own channel reports so', async () => {
    const [world, found] = await taken();
    const own = { station: stationId('st1'), channel: 'sink' };
    expect(await recordReceipt(world, receiptFor(idOf(1, 1, found)), later, own)).toBe('recorded');
    expect(deliveries(world)[1]).toMatchObject({ state: 'dead', reason: 'undelivered' });
  });
});

describe('a report by the address of one channel', () => {
  const from = { station: stationId('st1'), channel: 'sink' };

  it('is about messages of that channel and station alone', async () => {
    const [world, found] = await sent();
    const receipt = receiptFor(idOf(1, 1, found));
    expect(await recordReceipt(world, receipt, later, { ...from, channel: 'other' })).toBe('unknown');
    expect(await recordReceipt(world, receipt, later, { ...from, station: stationId('st2') })).toBe(
      'unknown',
    );
    expect(await failures(world, found)).toEqual([]);
    expect(await recordReceipt(world, receipt, later, from)).toBe('recorded');
  });

  it('says over which channel a message arrived whose answer was lost', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, consultation);
    world.sink.answer('transient');
    await fastPath(world, now);
    const receipt = receiptFor(idOf(1, 1, found), { outcome: 'delivered', code: 'DELIVERED' });
    expect(await recordReceipt(world, receipt, later, from)).toBe('recorded');
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent', channel: 'sink', receipt: 'm-1' });
    expect(await recordReceipt(world, receipt, later, from)).toBe('repeated');
  });
});

describe('a message that the provider reports delivered', () => {
  const arrived = (id: string, at: Instant = later) =>
    receiptFor(id, { outcome: 'delivered', code: 'DELIVERED', at });

  it('keeps the report, and stays delivered whatever else is reported', async () => {
    const [world, found] = await sent();
    const id = idOf(1, 1, found);
    expect(await recordReceipt(world, arrived(id), later)).toBe('recorded');
    expect(await recordReceipt(world, arrived(id, later + MINUTE), later)).toBe('repeated');
    expect(await recordReceipt(world, receiptFor(id), later + MINUTE)).toBe('repeated');
    const report = { outcome: 'delivered', code: 'DELIVERED', at: later };
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent', report });
    expect(await failures(world, found)).toEqual([]);
  });

  it('is not sent again where only the answer to its attempt was lost', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, consultation);
    world.sink.answer('transient');
    await fastPath(world, now);
    const [, receipt] = deliveries(world) as readonly [Delivery, Delivery];
    expect(receipt).toMatchObject({ state: 'pending', attempts: 1 });
    expect(await recordReceipt(world, arrived(idOf(1, 1, found)), later)).toBe('recorded');
    expect(deliveries(world)[1]).toMatchObject({ state: 'sent' });
    expect(deliveries(world)[1]).not.toHaveProperty('dueAt');
    expect(await notify(world, { subject: receipt.subject, attempt: 1 }, later)).toEqual({
      outcome: 'stale',
    });
  });

  it('ends no message to several members of staff, of whom the others may not have been told', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, consultation);
    world.sink.answer('transient');
    await fastPath(world, now);
    expect(await recordReceipt(world, arrived(idOf(1, 0, found)), later)).toBe('outdated');
    expect(deliveries(world)[0]).toMatchObject({ state: 'pending' });
  });

  it('stays dead if it was given up before, since its case has heard so', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, consultation);
    world.sink.answer('permanent');
    await fastPath(world, now);
    expect(await recordReceipt(world, arrived(idOf(1, 1, found)), later)).toBe('recorded');
    expect(deliveries(world)[1]).toMatchObject({ state: 'dead', report: { outcome: 'delivered' } });
  });
});

describe('a report about something else', () => {
  it.each(['st1-caaaaaaaaaaaaaaaaaaaaaaaaa-1-0', 'st1-brief-2026-11-23-officer', 'another system’s id', ''])(
    'is unknown: %j',
    async (id) => {
      const [world] = await sent();
      expect(await recordReceipt(world, receiptFor(id), later)).toBe('unknown');
    },
  );

  it.each([
    ['h', ['helper-task']],
    ['w', ['webhooks']],
    ['r', []],
    ['x', []],
  ] as const)('is looked for where ids begin with %s, and nowhere else', async (letter, kinds) => {
    const [world] = await sent();
    const asked: string[] = [];
    const store: typeof world.store = {
      ...world.store,
      async loadDelivery(subject) {
        if (subject.about === 'aggregate') asked.push(subject.key.kind);
        return world.store.loadDelivery(subject);
      },
    };
    const id = `st1-${letter}${'a'.repeat(25)}-1-0`;
    expect(await recordReceipt({ ...world, store }, receiptFor(id), later)).toBe('unknown');
    expect(asked).toEqual(kinds);
  });

  it('such as one co-reporter’s notice is unknown, since the others may have theirs', async () => {
    const [world, found] = await sent();
    expect(await recordReceipt(world, receiptFor(`${idOf(1, 1, found)}-4827193`), later)).toBe('unknown');
  });
});

describe('the id of a message about an aggregate', () => {
  it.each(['st1', 'a-b', 'c'.repeat(32)])('leads back to its subject in station %s', (station) => {
    const id = `c${'a2'.repeat(12)}q`;
    const subject = {
      about: 'aggregate',
      key: { kind: 'case', station: station as never, id },
      version: 12,
      index: 3,
    } as const;
    expect(subjectOf(deliveryId(subject), aggregates)).toEqual(subject);
  });
});
