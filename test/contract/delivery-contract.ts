import { describe, expect, it } from 'vitest';
import { type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { LocalDay } from '../../shared/engine/calendar/local-day.ts';
import type { Delivery } from '../../shared/engine/outbox/delivery.ts';
import { deliveryId } from '../../shared/engine/outbox/delivery-id.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { brief, delivery, li, st1, submitted, TEN } from './cases.ts';
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

  async function claimedTimes(made: Delivery, times: number): Promise<Delivery> {
    let claimed = made;
    for (let attempt = 0; attempt < times; attempt += 1)
      claimed = (await store().claim(claimed, TEN + 5 * MINUTE)) ?? claimed;
    return claimed;
  }

  const unreadAt = (now: Instant) => ({ dueBy: now, keptFrom: now + MINUTE });

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

    it('is claimed by a caller who has not read it, and returned whole', async () => {
      const made = await stored({ by: li });
      const unread = { subject: made.subject, attempts: 0 };
      expect(await store().claim(unread, TEN + 5 * MINUTE, unreadAt(TEN - 1))).toBeUndefined();
      const claimed = { ...made, attempts: 1, dueAt: TEN + 5 * MINUTE };
      expect(await store().claim(unread, TEN + 5 * MINUTE, unreadAt(TEN))).toEqual(claimed);
      expect(await store().claim(unread, TEN + 5 * MINUTE, unreadAt(TEN))).toBeUndefined();
    });

    it('that is announced is claimed before it is due, and keeps a due time that is far enough', async () => {
      const dueAt = TEN + 2 * MINUTE;
      for (const [now, keeps] of [
        [TEN + MINUTE, true],
        [TEN + MINUTE + 1, false],
      ] as const) {
        const made = await stored({ announced: true, dueAt });
        const unread = { subject: made.subject, attempts: 0 };
        const claimed = { ...made, attempts: 1, dueAt: keeps ? dueAt : now + 5 * MINUTE };
        expect(await store().claim(unread, now + 5 * MINUTE, unreadAt(now))).toEqual(claimed);
        expect(await store().loadDelivery(made.subject)).toEqual(claimed);
        expect(await store().claim(unread, now + 5 * MINUTE, unreadAt(now))).toBeUndefined();
        const again = { subject: made.subject, attempts: 1 };
        expect(await store().claim(again, TEN + 15 * MINUTE, unreadAt(now))).toBeUndefined();
        await store().settle(made, 'sent');
      }
    });

    it('that is announced and was parked gets the due time of its claim', async () => {
      const made = await stored({ announced: true, dueAt: TEN + 2 * MINUTE });
      const parked = { row: 'delivery', subject: made.subject, dueAt: TEN + 2 * MINUTE } as const;
      await store().park(parked, TEN + 8 * MINUTE);
      const unread = { subject: made.subject, attempts: 0 };
      const claimed = { ...made, attempts: 1, dueAt: TEN + 5 * MINUTE };
      expect(await store().claim(unread, TEN + 5 * MINUTE, unreadAt(TEN))).toEqual(claimed);
      expect(await dueAt(TEN + 5 * MINUTE - 1)).toEqual([]);
      expect((await dueAt(TEN + 5 * MINUTE)).length).toBe(1);
    });

    it('that is held is claimed by nobody who has not read it', async () => {
      const made = await stored({ held: true, announced: true });
      const unread = { subject: made.subject, attempts: 0 };
      expect(await store().claim(unread, TEN + 5 * MINUTE, unreadAt(TEN + MINUTE))).toBeUndefined();
      expect(await store().claim(unread, TEN + 5 * MINUTE)).toMatchObject({ held: true, attempts: 1 });
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
      await store().attemptFailed(claimed ?? made, TEN + 20 * MINUTE);
      const later = { ...claimed, failed: true, dueAt: TEN + 20 * MINUTE };
      expect(await store().loadDelivery(made.subject)).toEqual(later);
      expect(await dueAt(TEN + 19 * MINUTE)).toEqual([]);
      const other = await stored();
      await store().settle(other, 'sent');
      await store().attemptFailed(other, TEN + 20 * MINUTE);
      expect(await store().loadDelivery(other.subject)).not.toHaveProperty('failed');
    });

    it('that was put off is due later, as if no attempt had begun, unless it was claimed again', async () => {
      const made = await stored();
      const claimed = await store().claim(made, TEN + 5 * MINUTE);
      if (claimed === undefined) throw new Error('not claimed');
      await store().putOff(claimed, TEN + MINUTE);
      expect(await store().loadDelivery(made.subject)).toEqual({ ...made, dueAt: TEN + MINUTE });
      expect(await dueAt(TEN + MINUTE - 1)).toEqual([]);
      const again = await store().claim(made, TEN + 5 * MINUTE);
      await store().putOff({ ...claimed, attempts: 2 }, TEN + 9 * MINUTE);
      expect(await store().loadDelivery(made.subject)).toEqual(again);
    });

    it.each([
      ['sent', { channel: 'robot', receipt: 'msg-1' }],
      ['sent', {}],
      ['folded', { reason: '3#0' }],
      ['suppressed', { reason: 'clock-met' }],
      ['dead', { reason: 'permanent', channel: 'robot' }],
    ] as const)('that was %s is due no more and cannot be claimed', async (state, ending) => {
      const made = await stored();
      await store().settle(made, state, ending);
      const { dueAt: _, ...rest } = made;
      expect(await store().loadDelivery(made.subject)).toEqual({ ...rest, state, ...ending });
      expect(await dueAt(TEN + 60 * MINUTE)).toEqual([]);
      expect(await store().claim(made, TEN + MINUTE)).toBeUndefined();
    });

    it('keeps the first state in which it was settled', async () => {
      const made = await stored();
      await store().settle(made, 'sent');
      await store().settle(made, 'dead', { reason: 'permanent' });
      expect(await store().loadDelivery(made.subject)).toMatchObject({ state: 'sent' });
    });

    it('that does not exist cannot be claimed, and settling it creates none', async () => {
      const absent = delivery(submitted().after);
      expect(await store().claim(absent, TEN + MINUTE)).toBeUndefined();
      await store().settle(absent, 'sent');
      expect(await store().loadDelivery(absent.subject)).toBeUndefined();
    });
  });

  describe('a stuck delivery', () => {
    const listed = async (since = 0, limit = 100) => {
      const { messages } = await store().stuck(st1, since, limit);
      return messages.map(({ subject }) => deliveryId(subject));
    };
    const idsOf = (...made: readonly Delivery[]) => made.map(({ subject }) => deliveryId(subject));

    it('is listed once it was given up, the newest first, as long as it is young enough', async () => {
      const old = await stored({ createdAt: TEN - MINUTE });
      const young = await stored({ createdAt: TEN });
      await store().settle(old, 'dead', { reason: 'unstaffed' });
      await store().settle(young, 'dead', { reason: 'no-channel' });
      await store().settle(await stored(), 'sent');
      const mine = idsOf(young, old);
      expect((await listed()).filter((id) => mine.includes(id))).toEqual(mine);
      expect((await listed(TEN)).filter((id) => mine.includes(id))).toEqual(idsOf(young));
      expect(await listed(0, 1)).toHaveLength(1);
    });

    it('is one that was sent and is reported undelivered', async () => {
      const made = await stored();
      await store().settle(made, 'sent');
      const report = { outcome: 'undelivered', code: 'UNDELIV', at: TEN + MINUTE } as const;
      await store().recordReport({ ...made, state: 'sent' }, report, 'dead', { reason: 'undelivered' });
      expect(await listed()).toContain(idsOf(made)[0]);
    });

    it('is one of which several attempts failed, until it was sent', async () => {
      const made = await stored();
      await store().attemptFailed({ ...made, attempts: 1 });
      expect(await listed()).not.toContain(idsOf(made)[0]);
      const claimed = await claimedTimes(made, 3);
      await store().attemptFailed(claimed);
      expect(await listed()).toContain(idsOf(made)[0]);
      await store().settle(claimed, 'sent');
      expect(await listed()).not.toContain(idsOf(made)[0]);
    });

    it('that was given up is due again as if no attempt had been made, and listed no more', async () => {
      const made = await stored({ held: true });
      const claimed = await claimedTimes(made, 3);
      await store().attemptFailed(claimed);
      await store().settle(claimed, 'dead', { reason: 'attempts-exhausted' });
      const dead = await store().loadDelivery(made.subject);
      if (dead === undefined) throw new Error('it is stored');
      const later = TEN + 60 * MINUTE;
      expect(await store().sendAgain(dead, later)).toBe(true);
      expect(await store().sendAgain(dead, later)).toBe(false);
      const { held: _, ...plain } = made;
      expect(await store().loadDelivery(made.subject)).toEqual({ ...plain, dueAt: later });
      expect(await listed()).not.toContain(idsOf(made)[0]);
      expect(await dueAt(later)).toContainEqual({ row: 'delivery', subject: made.subject, dueAt: later });
      expect(await store().claim({ ...made, attempts: 0 }, later + MINUTE)).toMatchObject({ attempts: 1 });
    });

    it('that is tried on is due at once as if no attempt had been made, and listed no more', async () => {
      const made = await stored();
      const claimed = { ...(await claimedTimes(made, 9)), failed: true as const };
      await store().recordTold(made, 'n-1');
      await store().attemptFailed(claimed);
      expect(await store().sendAgain(claimed, TEN + MINUTE)).toBe(true);
      const again = { ...made, told: new Set(['n-1']), dueAt: TEN + MINUTE };
      expect(await store().loadDelivery(made.subject)).toEqual(again);
      expect(await listed()).not.toContain(idsOf(made)[0]);
      expect(await dueAt(TEN + MINUTE)).toContainEqual({
        row: 'delivery',
        subject: made.subject,
        dueAt: TEN + MINUTE,
      });
      expect(await store().sendAgain(claimed, TEN + MINUTE)).toBe(false);
      expect(await store().claim(again, TEN + 9 * MINUTE)).toMatchObject({ attempts: 1 });
    });

    it('is not listed by an attempt that was under way when it was made due again', async () => {
      const claimed = await claimedTimes(await stored(), 4);
      expect(await store().sendAgain(claimed, TEN + MINUTE)).toBe(true);
      await store().attemptFailed(claimed);
      expect(await listed()).not.toContain(idsOf(claimed)[0]);
      expect(await store().loadDelivery(claimed.subject)).toMatchObject({ state: 'pending', attempts: 0 });
    });

    it('is found among many others by what is wanted of it, and says whether there are more', async () => {
      const st8 = stationId('st8');
      const kinds = [...Array.from({ length: 5 }, () => 'alert'), 'reply', 'reply', 'reply'] as const;
      for (const [index, kind] of kinds.entries()) {
        const one: Delivery = {
          ...delivery(submitted().after),
          subject: {
            about: 'brief',
            station: st8,
            day: `2026-11-0${index + 1}` as LocalDay,
            responsible: 'chief',
          },
          message: { to: 'officer', kind },
          createdAt: TEN - index,
        };
        expect(await store().addMessage(one)).toBe(true);
        await store().settle(one, 'dead', { reason: 'no-channel' });
      }
      const replies = (limit: number) =>
        store().stuck(st8, 0, limit, ({ message }) => message.kind === 'reply');
      const found = await replies(3);
      expect(found.messages.map(({ createdAt }) => createdAt)).toEqual([TEN - 5, TEN - 6, TEN - 7]);
      expect(found.more).toBe(false);
      expect((await replies(2)).more).toBe(true);
      expect(await store().stuck(st8, 0, 8)).toMatchObject({ more: false });
      expect(await store().stuck(st8, 0, 7)).toMatchObject({ more: true });
    });

    it('keeps who of several readers was told, until a provider reports that it did not arrive', async () => {
      const made = await stored();
      await store().recordTold(made, 'n-1');
      await Promise.all(['n-1', 'n-2', 'n-3'].map((reader) => store().recordTold(made, reader)));
      const told = { ...made, told: new Set(['n-1', 'n-2', 'n-3']) };
      expect(await store().loadDelivery(made.subject)).toEqual(told);
      if (made.subject.about === 'aggregate')
        expect(await store().pending(made.subject.key)).toContainEqual(told);
      const dead = { ...told, state: 'dead' } as const;
      await store().settle(made, 'dead', { reason: 'attempts-exhausted' });
      expect(await store().sendAgain(dead, TEN + MINUTE)).toBe(true);
      expect(await store().loadDelivery(made.subject)).toEqual({ ...told, dueAt: TEN + MINUTE });

      await store().settle(made, 'sent');
      await store().recordTold(made, 'n-4');
      const report = { outcome: 'undelivered', code: 'UNDELIV', at: TEN + MINUTE } as const;
      await store().recordReport({ ...told, state: 'sent' }, report, 'dead', { reason: 'undelivered' });
      expect(await store().loadDelivery(made.subject)).toMatchObject({ state: 'dead', told: told.told });
      expect(await store().sendAgain({ ...dead, report }, TEN + MINUTE)).toBe(true);
      expect(await store().loadDelivery(made.subject)).not.toHaveProperty('told');
    });

    it('of another station is not listed', async () => {
      const made = await stored();
      await store().settle(made, 'dead', { reason: 'no-channel' });
      expect(await store().stuck(stationId('st9'), 0, 100)).toEqual({ messages: [], more: false });
    });
  });

  describe('what a provider reports', () => {
    const arrived = { outcome: 'delivered', code: 'DELIVERED', at: TEN + MINUTE } as const;
    const failed = { outcome: 'undelivered', code: 'UNDELIV', at: TEN + MINUTE } as const;

    it('is kept with a delivery that was sent', async () => {
      const made = await stored();
      await store().settle(made, 'sent');
      expect(await store().recordReport({ ...made, state: 'sent' }, arrived, 'sent')).toBe(true);
      const { dueAt: _, ...rest } = made;
      expect(await store().loadDelivery(made.subject)).toEqual({ ...rest, state: 'sent', report: arrived });
    });

    it('ends one that was sent as dead, and one that is pending as sent', async () => {
      const made = await stored();
      await store().settle(made, 'sent');
      const sent = { ...made, state: 'sent' } as const;
      expect(await store().recordReport(sent, failed, 'dead', { reason: 'undelivered' })).toBe(true);
      const { dueAt: _, ...rest } = made;
      const dead = { ...rest, state: 'dead', reason: 'undelivered', report: failed };
      expect(await store().loadDelivery(made.subject)).toEqual(dead);
      const pending = await stored();
      await store().claim(pending, TEN + 5 * MINUTE);
      const ending = { channel: 'sms', receipt: 'm-1' };
      expect(await store().recordReport(pending, arrived, 'sent', ending)).toBe(true);
      expect(await dueAt(TEN + 60 * MINUTE)).toEqual([]);
      expect(await store().loadDelivery(pending.subject)).toMatchObject({
        ...{ state: 'sent', attempts: 1 },
        ...ending,
      });
      expect(await store().claim({ ...pending, attempts: 1 }, TEN + 10 * MINUTE)).toBeUndefined();
    });

    it('changes nothing of one that was sent again since it was looked at', async () => {
      const made = await stored();
      await store().settle(made, 'sent', { receipt: 'm-2' });
      const before = { ...made, state: 'sent', receipt: 'm-1' } as const;
      expect(await store().recordReport(before, failed, 'dead', { reason: 'undelivered' })).toBe(false);
      const { receipt: _, ...unsure } = before;
      expect(await store().recordReport(unsure, failed, 'dead', { reason: 'undelivered' })).toBe(false);
      expect(await store().loadDelivery(made.subject)).toMatchObject({ state: 'sent', receipt: 'm-2' });
    });

    it('changes nothing of one that has another state by now, or does not exist', async () => {
      const made = await stored();
      await store().settle(made, 'suppressed', { reason: 'clock-met' });
      expect(await store().recordReport(made, arrived, 'sent')).toBe(false);
      expect(await store().loadDelivery(made.subject)).toMatchObject({ state: 'suppressed' });
      const absent = delivery(submitted().after);
      expect(await store().recordReport(absent, arrived, 'sent')).toBe(false);
      expect(await store().loadDelivery(absent.subject)).toBeUndefined();
    });
  });

  describe('the deliveries that another one told', () => {
    it('are those of its aggregate that name it, in the order of their decisions', async () => {
      const report = submitted();
      const first = delivery(report.after);
      const of = (version: number) => ({ ...first, subject: { ...first.subject, version } }) as Delivery;
      const all = [first, of(2), of(3), of(4)];
      await store().commit({ ...report, deliveries: [...all].reverse() });
      await store().settle(of(2), 'folded', { reason: '4#0' });
      await store().settle(first, 'folded', { reason: '4#0' });
      await store().settle(of(3), 'folded', { reason: '3#1' });
      await store().settle(of(4), 'sent');
      const subject = { about: 'aggregate', key: report.key, version: 4, index: 0 } as const;
      const told = await store().foldedInto(subject);
      expect(told.map((one) => one.subject.version)).toEqual([1, 2]);
      expect(told[0]).toEqual(await store().loadDelivery(first.subject));
      expect(await store().foldedInto({ ...subject, version: 5 })).toEqual([]);
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
      await store().settle(second ?? first, 'folded', { reason: '10#0' });
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
      const made = await Promise.all(Array.from({ length: 10 }, () => store().addMessage(brief)));
      expect(made.filter(Boolean)).toHaveLength(1);
      expect(await store().loadDelivery(brief.subject)).toEqual(brief);
    });

    it('is another for another role or day', async () => {
      await store().addMessage(brief);
      const chief = { ...brief, subject: { ...brief.subject, responsible: 'chief' } } as Delivery;
      const tomorrow = { ...brief, subject: { ...brief.subject, day: '2026-10-03' } } as Delivery;
      expect(await store().addMessage(chief)).toBe(true);
      expect(await store().addMessage(tomorrow)).toBe(true);
    });

    it('is claimed and settled like any delivery', async () => {
      await store().addMessage(brief);
      const claimed = await store().claim(brief, TEN + MINUTE);
      await store().settle(claimed ?? brief, 'sent');
      expect(await store().loadDelivery(brief.subject)).toMatchObject({ state: 'sent', attempts: 1 });
      expect(await store().addMessage(brief)).toBe(false);
    });
  });
}
