import { describe, expect, it } from 'vitest';
import { takeFromBudget } from '../../shared/adapters/channels/rate-budget.ts';
import { type MemoryChannel, memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import type { Store } from '../../shared/cases/world.ts';
import { DAY, HOUR, type Instant, MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import type { Channel, Judged, Throttled } from '../../shared/engine/outbox/channel.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { caseNoticeText } from '../../shared/locales/case-notice-text.ts';
import { deliveries, dutyRoom, fastPath, move, report, runEveryMinute, tick } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const ten = at('2026-11-23 10:00');
const target = { station: stationId('st1'), channel: 'robot' } as const;
const twenty = { target, perMinute: 20, urgent: false };

describe('the budget of a target', () => {
  it('lets half of its limit pass in a minute, of which a part is for what is urgent', async () => {
    const counters = memoryStore();
    const take = (now: Instant, urgent = false) => takeFromBudget(counters, { ...twenty, urgent }, now);
    const taken = [];
    for (let nth = 0; nth < 30; nth += 1) taken.push(await take(ten + nth * SECOND));
    expect(taken.slice(0, 9)).toEqual([
      ...Array(7).fill('taken'),
      { retryAfterMs: 53_000, before: 0 },
      { retryAfterMs: 52_000, before: 1 },
    ]);
    expect(taken.filter((one) => one === 'taken')).toHaveLength(7);
    // However many others wait.
    const urgent = [];
    for (let nth = 0; nth < 4; nth += 1) urgent.push(await take(ten + 59_999, true));
    expect(urgent).toEqual(['taken', 'taken', 'taken', { retryAfterMs: 1, before: 23 }]);
    expect(await take(ten + MINUTE)).toBe('taken');
  });

  it('lets nothing but what is urgent take all of it, and one message a minute where it takes two', async () => {
    const takenOf = async (perMinute: number, urgent: boolean) => {
      const counters = memoryStore();
      const taken = [];
      for (let nth = 0; nth < 12; nth += 1)
        taken.push(await takeFromBudget(counters, { target, perMinute, urgent }, ten));
      return taken.filter((one) => one === 'taken').length;
    };
    expect([await takenOf(20, true), await takenOf(20, false)]).toEqual([10, 7]);
    expect([await takenOf(2, true), await takenOf(2, false)]).toEqual([1, 1]);
  });

  it('is its own', async () => {
    const counters = memoryStore();
    const robotOf = (station: string) => ({ ...twenty, target: { ...target, station: stationId(station) } });
    for (let nth = 0; nth < 8; nth += 1) await takeFromBudget(counters, robotOf('st1'), ten);
    expect(await takeFromBudget(counters, robotOf('st2'), ten)).toBe('taken');
  });
});

/** A robot that takes twenty messages a minute, and says how many it was sent in each. */
function robotOf(sink: MemoryChannel, store: Store, limit = { perMinute: 20 }, name = 'robot') {
  const perMinute = new Map<number, number>();
  const robot: Channel = {
    name,
    async send(message, { now, urgent }) {
      const taken = await takeFromBudget(
        store,
        { target: { ...target, channel: name }, urgent, ...limit },
        now,
      );
      if (taken !== 'taken') return { result: 'throttled', ...taken };
      const minute = Math.floor(now / MINUTE);
      perMinute.set(minute, (perMinute.get(minute) ?? 0) + 1);
      return sink.send(message, { now, urgent });
    },
  };
  return { robot, perMinute };
}

describe('messages beyond what a channel takes', () => {
  it('are told together: of a thousand reminders in one minute each case is named, within the limit', async () => {
    const world = await dutyRoom();
    let due = 0;
    for (let nth = 0; nth < 1000; nth += 1) {
      const found = await report(world, ten, { type: 'consultation', details: {}, contact: {} });
      due = found.dueAt ?? 0;
    }
    await fastPath(world, ten);
    const { robot, perMinute } = robotOf(world.sink, world.store);
    const limited = { ...world, channels: memoryChannels(robot) };
    const before = world.sink.notices.length;
    await runEveryMinute(limited, due, due + 8 * MINUTE);
    const notices = world.sink.notices.slice(before) as readonly CaseNotice[];
    const named = new Set(
      notices.flatMap(({ caseSummary, batch }) => caseSummary?.reference ?? batch?.references ?? []),
    );
    expect(named.size).toBe(1000);
    expect(Math.max(...perMinute.values())).toBeLessThanOrEqual(10);
    expect(deliveries(world).filter(({ state }) => state === 'dead')).toEqual([]);
    const text = caseNoticeText(notices.find(({ kind }) => kind === 'several') as CaseNotice).text;
    expect(Buffer.byteLength(text)).toBeLessThan(1000);
  });

  it('leave out a case that needs nobody by then, and are recorded on each case when they reach no one', async () => {
    const world = await dutyRoom();
    const { robot } = robotOf(world.sink, world.store, { perMinute: 2 });
    const limited = { ...world, channels: memoryChannels(robot) };
    const found = [];
    for (let nth = 0; nth < 3; nth += 1) {
      found.push(await report(world, ten, { type: 'consultation', details: {}, contact: {} }));
      await fastPath(world, ten);
    }
    const due = found[0]?.dueAt ?? 0;
    await tick(limited, due);
    const several = deliveries(world).find(({ message }) => message.kind === 'several');
    expect(several?.digestContent?.ids).toHaveLength(2);
    const waiting = found.filter(({ caseId }) =>
      several?.digestContent?.ids.some((id) => id.startsWith(caseId)),
    );
    const [second, third] = waiting;
    if (second === undefined || third === undefined) throw new Error('no cases');
    await move(world, second, { move: 'reply', text: '请到警务室来' }, due + SECOND);
    world.sink.answer('permanent');
    await tick(limited, due + MINUTE);
    const [last] = world.sink.notices.slice(-1) as readonly CaseNotice[];
    expect(last).toMatchObject({ kind: 'several', batch: { count: 1, references: [third.reference] } });
    const { facts } = await world.store.history(keyOf(third));
    expect(facts.at(-1)?.fact).toMatchObject({ fact: 'delivery-failed', reason: 'dead' });
  });

  it('are told together also where the case has ended, such as a bad rating', async () => {
    const world = await dutyRoom();
    const tokens = ['A'.repeat(32), 'B'.repeat(32)];
    const text = '手机已经找到，请带身份证到警务室来取';
    const found = [];
    for (const token of tokens) {
      const one = await report(world, ten, { token });
      await move(world, one, { move: 'start' }, ten);
      await move(world, one, { move: 'resolve', outcome: 'returned', text }, ten + 20 * SECOND);
      found.push(one);
    }
    await fastPath(world, ten + MINUTE);
    const { robot } = robotOf(world.sink, world.store, { perMinute: 2 });
    const limited = { ...world, channels: memoryChannels({ channel: robot, to: ['chief'] }) };
    const before = world.sink.notices.length;
    // Ten seconds before it can be rated no more.
    const windowEnd = ten + 20 * SECOND + 7 * DAY;
    for (const token of tokens) {
      const rating = { command: { move: 'rate', rating: 'dissatisfied' }, commandId: 'r' } as const;
      const rated = await residentMove(world, token, rating, windowEnd - 10 * SECOND);
      expect(rated).toMatchObject({ answer: { status: 'resolved' } });
    }
    await fastPath(limited, windowEnd - 10 * SECOND);
    await tick(limited, windowEnd);
    for (const one of found) expect(await world.store.load(keyOf(one))).toHaveProperty('endedAt');
    await tick(limited, windowEnd + 40 * SECOND);
    const told = (world.sink.notices.slice(before) as readonly CaseNotice[]).map(
      ({ kind, caseSummary, batch }) => [kind, caseSummary?.reference ?? batch?.references],
    );
    expect(told).toEqual([
      ['dissatisfied', found[0]?.reference],
      ['several', [found[1]?.reference]],
    ]);
  });

  it('are reported one by one when they reach no one: a level goes up at once, as if it had gone alone', async () => {
    const world = await dutyRoom();
    const answers: Partial<Record<string, Judged | Throttled>> = {
      level: { result: 'throttled', retryAfterMs: MINUTE, before: 0 },
      several: { result: 'permanent', code: 'http-permanent' },
    };
    const full: Channel = {
      name: 'robot',
      send: async ({ notice }) => answers[notice.kind] ?? { result: 'sent' },
    };
    const found = await report(world, ten, { contact: {} });
    const limited = { ...world, channels: memoryChannels(full) };
    await fastPath(limited, ten);
    await runEveryMinute(limited, ten + MINUTE, ten + 4 * HOUR);
    const { facts } = await world.store.history(keyOf(found));
    const failed = facts.find(({ fact }) => fact.fact === 'delivery-failed');
    expect(failed?.fact).toMatchObject({ reason: 'dead', escalation: { level: 1, nextAt: failed?.at } });
    expect(failed?.fact).not.toHaveProperty('messages');
  });

  it('go the way of sensitive cases where they are about such, apart from others', async () => {
    const world = await dutyRoom();
    const robots = {
      sensitive: robotOf(world.sink, world.store, { perMinute: 2 }, 'sensitive').robot,
      others: robotOf(world.sink, world.store, { perMinute: 2 }, 'others').robot,
    };
    const went: (readonly [string, string, number])[] = [];
    const noted = (channel: Channel): Channel => ({
      ...channel,
      async send(message, options) {
        const judged = await channel.send(message, options);
        const { kind, batch } = message.notice as CaseNotice;
        if (judged.result === 'sent' && kind === 'several')
          went.push([channel.name, kind, batch?.count ?? 0]);
        return judged;
      },
    });
    const channels: typeof world.channels = {
      ...world.channels,
      routeOf: async (_station, { sensitive }) => [noted(sensitive ? robots.sensitive : robots.others)],
    };
    for (let nth = 0; nth < 3; nth += 1) {
      await report(world, ten, { type: 'dispute', details: {}, contact: {} });
      await report(world, ten, { type: 'other', details: {}, contact: {} });
    }
    const limited = { ...world, channels };
    await fastPath(limited, ten);
    await tick(limited, ten + MINUTE);
    expect(went.toSorted()).toEqual([
      ['others', 'several', 2],
      ['sensitive', 'several', 2],
    ]);
    const waited = deliveries(world).filter(({ message }) => message.kind === 'several');
    expect(waited.map(({ digestContent }) => digestContent?.common)).toEqual([{ sensitive: 'yes' }, {}]);
  });

  it('to a resident wait and keep their order, and no attempt is counted', async () => {
    const world = await dutyRoom();
    const { robot } = robotOf(world.sink, world.store, { perMinute: 2 });
    const limited = { ...world, channels: memoryChannels(robot) };
    const found = await report(world, ten);
    await fastPath(limited, ten);
    await move(world, found, { move: 'reply', text: '请到警务室来' }, ten + SECOND);
    await fastPath(limited, ten + SECOND);
    const states = () =>
      deliveries(world)
        .filter(({ message }) => message.to === 'resident')
        .map(({ message, state, attempts }) => `${message.kind} ${state} ${attempts}`);
    expect(states()).toEqual(['receipt pending 0', 'reply pending 0']);
    await runEveryMinute(limited, ten + MINUTE, ten + 4 * MINUTE);
    expect(states()).toEqual(['receipt sent 1', 'reply sent 1']);
    const told = world.sink.notices.filter(({ to }) => to === 'resident').map(({ kind }) => kind);
    expect(told).toEqual(['receipt', 'reply']);
  });

  it('wait by themselves, without an attempt, where they were only read too long ago', async () => {
    const world = await dutyRoom();
    let isSlow = true;
    const slow: Channel = {
      name: 'robot',
      async send(message, options) {
        if (isSlow) return { result: 'throttled', retryAfterMs: MINUTE };
        return world.sink.send(message, options);
      },
    };
    const channels = memoryChannels(slow);
    await report(world, ten, { contact: {} });
    await fastPath({ ...world, channels }, ten);
    await runEveryMinute({ ...world, channels }, ten + MINUTE, ten + 19 * MINUTE);
    expect(deliveries(world)[0]).toMatchObject({ state: 'pending', attempts: 0 });
    isSlow = false;
    await runEveryMinute({ ...world, channels }, ten + 20 * MINUTE, ten + 21 * MINUTE);
    expect(world.sink.notices.map(({ kind }) => kind)).toContain('alert');
    expect(world.sink.notices.map(({ kind }) => kind)).not.toContain('several');
  });

  it('count an attempt that another channel made, and leave that one alone as long as it asks', async () => {
    const world = await dutyRoom();
    const full: Channel = {
      name: 'robot',
      send: async () => ({ result: 'throttled', retryAfterMs: MINUTE, before: 0 }),
    };
    const pager = memoryChannel('pager');
    pager.answer({ result: 'transient', code: 'unsure', retryAfterMs: 30 * MINUTE });
    const channels = memoryChannels({ channel: full, to: ['guard'] }, { channel: pager, to: ['guard'] });
    await report(world, ten, { type: 'lost-person', details: {} });
    await fastPath({ ...world, channels }, ten);
    const [first] = deliveries(world);
    expect(first).toMatchObject({ state: 'pending', attempts: 1, dueAt: ten + 30 * MINUTE });
    const attempts = () => pager.notices.filter(({ id }) => id === pager.notices[0]?.id).length;
    await runEveryMinute({ ...world, channels }, ten + MINUTE, ten + 29 * MINUTE);
    expect(attempts()).toBe(1);
  });

  it('go another way where they are urgent', async () => {
    const world = await dutyRoom();
    const pager = memoryChannel('pager');
    const full: Channel = {
      name: 'robot',
      send: async () => ({ result: 'throttled', retryAfterMs: MINUTE, before: 0 }),
    };
    await report(world, ten, { type: 'lost-person', details: {} });
    await fastPath({ ...world, channels: memoryChannels(full, pager) }, ten);
    expect(pager.notices.map(({ kind }) => kind)).toContain('alert');
    expect(deliveries(world)[0]).toMatchObject({ state: 'sent', channel: 'pager' });
  });
});
