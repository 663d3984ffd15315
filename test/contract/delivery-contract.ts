import { describe, expect, it } from 'vitest';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { brief, delivery, submitted, TEN } from './cases.ts';
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

    it.each([
      ['sent', undefined],
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
