import { describe, expect, it } from 'vitest';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { brief, delivery, li, submitted, TEN } from './cases.ts';
import { allDue } from './due-contract.ts';
import type { Subject } from './store-under-test.ts';

export function deliveryContract(subject: Subject): void {
  const store = () => subject().store;

  /** A stored delivery. */
  async function stored(part: Partial<Delivery> = {}): Promise<Delivery> {
    const report = submitted();
    const made = { ...delivery(report.after), ...part };
    await store().commit({ ...report, deliveries: [made] });
    return made;
  }

  const dueAt = async (at: Instant) =>
    (await allDue(store(), 'P2', at)).filter(({ row }) => row === 'delivery');

  describe('a delivery', () => {
    it('is the one that was written', async () => {
      const made = await stored({
        message: { to: 'assignee', kind: 'level', clock: 'respond', level: 2 },
        held: true,
      });
      expect(await store().loadDelivery(made.subject)).toEqual(made);
    });

    it('is claimed by one of many, which moves its due time and counts the attempt', async () => {
      const made = await stored();
      const retryAt = TEN + 5 * MINUTE;
      const claims = await Promise.all(Array.from({ length: 20 }, () => store().claim(made, retryAt)));
      const claimed = { ...made, attempts: 1, dueAt: retryAt };
      expect(claims.filter((claim) => claim !== undefined)).toEqual([claimed]);
      expect(await store().loadDelivery(made.subject)).toEqual(claimed);
    });

    it('is offered again at its retry time unless it was settled', async () => {
      const made = await stored();
      const claimed = await store().claim(made, TEN + 5 * MINUTE);
      expect(await dueAt(TEN + 5 * MINUTE - 1)).toEqual([]);
      expect(await dueAt(TEN + 5 * MINUTE)).toHaveLength(1);
      expect(await store().claim(claimed ?? made, TEN + 15 * MINUTE)).toMatchObject({ attempts: 2 });
    });

    it('can be held until the end of the night, which is no attempt', async () => {
      const made = await stored();
      const until = TEN + 60 * MINUTE;
      await store().hold(made, until);
      expect(await store().loadDelivery(made.subject)).toEqual({ ...made, held: true, dueAt: until });
      expect(await dueAt(until - 1)).toEqual([]);
      expect(await dueAt(until)).toHaveLength(1);
      expect(await store().claim(made, until)).toMatchObject({ attempts: 1 });
      await store().hold(made, until + 60 * MINUTE);
      expect(await store().loadDelivery(made.subject)).toMatchObject({
        attempts: 1,
        held: true,
        dueAt: until,
      });
    });

    it('remembers that an attempt failed, until it ends', async () => {
      const made = await stored();
      const claimed = await store().claim(made, TEN + 5 * MINUTE);
      await store().attemptFailed(claimed ?? made);
      expect(await store().loadDelivery(made.subject)).toEqual({ ...claimed, failed: true });
      const other = await stored();
      await store().settle(other, 'sent');
      await store().attemptFailed(other);
      expect(await store().loadDelivery(other.subject)).not.toHaveProperty('failed');
    });

    it.each([
      ['sent', undefined],
      ['folded', '3#0'],
      ['suppressed', 'clock-met'],
      ['dead', 'permanent'],
    ] as const)('that was %s is due no more and cannot be claimed', async (state, reason) => {
      const made = await stored();
      await store().settle(made, state, reason);
      const { dueAt: _, ...rest } = made;
      expect(await store().loadDelivery(made.subject)).toEqual({ ...rest, state, ...(reason && { reason }) });
      expect(await dueAt(TEN + 60 * MINUTE)).toEqual([]);
      expect(await store().claim(made, TEN + MINUTE)).toBeUndefined();
    });

    it('keeps the first state in which it was settled', async () => {
      const made = await stored();
      await store().settle(made, 'sent');
      await store().settle(made, 'dead', 'permanent');
      expect(await store().loadDelivery(made.subject)).toMatchObject({ state: 'sent' });
    });

    it('that does not exist cannot be claimed, and settling it creates none', async () => {
      const absent = delivery(submitted().after);
      expect(await store().claim(absent, TEN + MINUTE)).toBeUndefined();
      await store().settle(absent, 'sent');
      expect(await store().loadDelivery(absent.subject)).toBeUndefined();
    });
  });

  describe('the pending deliveries of a case', () => {
    const at = (made: Delivery, version: number, index = 0): Delivery =>
      ({ ...made, subject: { ...made.subject, version, index } }) as Delivery;

    it('are its own alone, in the order of their decisions, with all that sending needs', async () => {
      const report = submitted();
      const first = { ...delivery(report.after), by: li, held: true } as const;
      const all = [first, at(first, 1, 1), at(first, 1, 2), at(first, 2), at(first, 10), at(first, 11)];
      await store().commit({ ...report, deliveries: [...all].reverse() });
      await stored();
      const [, second, third] = all;
      await store().settle(second ?? first, 'folded', '10#0');
      await store().claim(third ?? first, TEN + 5 * MINUTE);
      const left = [first, { ...third, attempts: 1, dueAt: TEN + 5 * MINUTE }, ...all.slice(3)];
      expect(await store().pending(report.key)).toEqual(left);
    });

    it('are looked for among the newest hundred', async () => {
      const report = submitted();
      const first = delivery(report.after);
      const many = (from: number, count: number) =>
        Array.from({ length: count }, (_, index) => at(first, from + index));
      for (let from = 1; from <= 101; from += 20) {
        const commit = from === 1 ? report : submitted();
        await store().commit({ ...commit, deliveries: many(from, Math.min(20, 102 - from)) });
      }
      const found = await store().pending(report.key);
      expect(found.map(({ subject }) => subject.version)).toEqual(
        Array.from({ length: 100 }, (_, index) => index + 2),
      );
    });
  });

  describe('a morning brief', () => {
    it('is made once for a day and role, however many try', async () => {
      const made = await Promise.all(Array.from({ length: 10 }, () => store().addBrief(brief)));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await store().loadDelivery(brief.subject)).toEqual(brief);
    });

    it('is another for another role or day', async () => {
      await store().addBrief(brief);
      const chief = { ...brief, subject: { ...brief.subject, responsible: 'chief' } } as Delivery;
      const tomorrow = { ...brief, subject: { ...brief.subject, day: '2026-10-03' } } as Delivery;
      expect(await store().addBrief(chief)).toBe(true);
      expect(await store().addBrief(tomorrow)).toBe(true);
    });

    it('is claimed and settled like any delivery', async () => {
      await store().addBrief(brief);
      const claimed = await store().claim(brief, TEN + MINUTE);
      await store().settle(claimed ?? brief, 'sent');
      expect(await store().loadDelivery(brief.subject)).toMatchObject({ state: 'sent', attempts: 1 });
      expect(await store().addBrief(brief)).toBe(false);
    });
  });
}
