import { describe, expect, it } from 'vitest';
import { memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { SEND_ATTEMPTS_MAX } from '../../shared/engine/outbox/backoff.ts';
import type { Channel } from '../../shared/engine/outbox/channel.ts';
import { notify } from '../../shared/engine/outbox/notify.ts';
import { offerOf } from '../../shared/engine/outbox/offer.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { sweep } from '../../shared/engine/sweep/sweep.ts';
import {
  ampleTime,
  deliveries,
  dutyRoom,
  fastPath,
  member,
  move,
  noticeLines,
  report,
  runEveryMinute,
  tick,
} from '../cases/duty-room.ts';
import { spoiledPerson } from '../spoil.ts';
import { at, wallTime } from './wall-clock.ts';

const now = at('2026-11-23 10:00');
const lostPerson = { type: 'lost-person', details: {} } as const;

async function firstDelivery(world: Awaited<ReturnType<typeof dutyRoom>>) {
  const [delivery] = deliveries(world);
  if (delivery === undefined) throw new Error('there is no delivery');
  return delivery;
}

describe('an offered message', () => {
  it('reaches its people and is settled', async () => {
    const world = await dutyRoom({
      people: [member('guard', 'g1'), member('guard', 'g2'), member('officer')],
    });
    await report(world, now, lostPerson);
    expect(await fastPath(world, now)).toEqual([
      { outcome: 'sent', kind: 'alert' },
      { outcome: 'sent', kind: 'receipt' },
    ]);
    expect(world.sink.notices.map(({ to, people }) => [to, people])).toEqual([
      ['guard', ['g1', 'g2']],
      ['resident', []],
    ]);
    expect(deliveries(world).map(({ state }) => state)).toEqual(['sent', 'sent']);
  });

  it('reaches who was entered moments ago, whom a recent roster does not show', async () => {
    const world = await dutyRoom({ people: [member('guard', 'g1')] });
    await report(world, now, lostPerson);
    const people: typeof world.people = {
      roster: async (of, freshness) =>
        freshness === 'latest' ? world.people.roster(of) : { people: [], struck: [], unreadable: 0 },
    };
    expect(await fastPath({ ...world, people }, now)).toContainEqual({ outcome: 'sent', kind: 'alert' });
    expect(world.sink.notices.map(({ to }) => to)).toContain('guard');
  });

  it('is sent once, however often and however many at a time offer it', async () => {
    const world = await dutyRoom();
    await report(world, now);
    const { subject } = await firstDelivery(world);
    const offers = Array.from({ length: 6 }, () => notify(world, { subject, attempt: 0 }, now));
    const outcomes = (await Promise.all(offers)).map(({ outcome }) => outcome);
    expect(outcomes.filter((outcome) => outcome === 'sent')).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome === 'stale')).toHaveLength(5);
    expect((await notify(world, { subject, attempt: 1 }, now)).outcome).toBe('stale');
    expect(world.sink.notices).toHaveLength(1);
  });

  it('is stale when it names another attempt, is not due, or was never there', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, lostPerson);
    const { subject } = await firstDelivery(world);
    expect(await notify(world, { subject, attempt: 1 }, now)).toEqual({ outcome: 'stale' });
    expect(await notify(world, { subject, attempt: 0 }, now - MINUTE)).toEqual({ outcome: 'stale' });
    const unknown = { about: 'aggregate', key: keyOf(found), version: 9, index: 0 } as const;
    expect(await notify(world, { subject: unknown, attempt: 0 }, now)).toEqual({ outcome: 'stale' });
    for (const [offered, when] of [
      [{ subject, attempt: 1 }, now],
      [{ subject, attempt: 0 }, now - MINUTE],
      [{ subject: unknown, attempt: 0 }, now],
    ] as const) {
      expect(await notify(world, { ...offered, priority: 'P0' }, when)).toEqual({ outcome: 'stale' });
    }
    expect(world.sink.notices).toEqual([]);
    expect(deliveries(world).map(({ attempts }) => attempts)).toEqual([0, 0]);
  });

  it('that was held for the morning after it was offered is left to the sweep, which sends it with others', async () => {
    const world = await dutyRoom();
    await report(world, now, { type: 'consultation', details: {} });
    const receipt = deliveries(world).find(({ message }) => message.to === 'resident');
    if (receipt === undefined) throw new Error('no receipt');
    const offered = offerOf(receipt);
    expect(offered.priority).toBe(receipt.priority);
    const evening = at('2026-11-23 23:30');
    expect(await notify(world, offered, evening)).toMatchObject({
      outcome: 'retry-later',
      why: 'quiet-hours',
    });
    const morning = at('2026-11-24 07:00');
    expect(await notify(world, offered, morning)).toEqual({ outcome: 'stale' });
    const held = await world.store.loadDelivery(receipt.subject);
    expect(held).toMatchObject({ state: 'pending', attempts: 0, held: true });
    expect(held && (await notify(world, offerOf(held), morning)).outcome).toBe('sent');
  });

  it('has one id for all its attempts', async () => {
    const world = await dutyRoom();
    const { caseId } = await report(world, now);
    const { subject } = await firstDelivery(world);
    world.sink.answer('transient');
    for (const attempt of [0, 1, 2]) await notify(world, { subject, attempt }, now + attempt * HOUR);
    expect(world.sink.notices.map(({ id }) => id)).toEqual(Array(3).fill(`st1-${caseId}-1-0`));
  });
});

describe('a message that cannot be sent now', () => {
  async function triedAt(more: Parameters<typeof report>[2]): Promise<readonly string[]> {
    const world = await dutyRoom();
    await report(world, now, more);
    const { subject } = await firstDelivery(world);
    world.sink.answer('transient');
    const times: string[] = [];
    for (let attempt = 0, when: Instant | undefined = now; when !== undefined; attempt += 1) {
      times.push(wallTime(when).slice(11));
      await notify(world, { subject, attempt }, when);
      when = (await world.store.loadDelivery(subject))?.dueAt;
    }
    return times;
  }

  it('of an urgent case is tried after 1 minute, then half as often each time, to hourly', async () => {
    const times = ['10:00', '10:01', '10:03', '10:07', '10:15', '10:31', '11:03', '12:03'];
    expect((await triedAt(lostPerson)).slice(0, 8)).toEqual(times);
  });

  it('of another case is tried after 2 minutes, then after 10 and half as often each time, to hourly', async () => {
    const times = ['10:00', '10:02', '10:12', '10:32', '11:12', '12:12', '13:12'];
    expect((await triedAt({ type: 'consultation', details: {} })).slice(0, 7)).toEqual(times);
  });

  it('of another case leaves its place among what is due as it is, if it is sent within the minute', async () => {
    for (const [after, dueAgain] of [
      [MINUTE, 2 * MINUTE],
      [MINUTE + 1, 6 * MINUTE + 1],
    ] as const) {
      const world = await dutyRoom();
      await report(world, now, { type: 'consultation', details: {} });
      world.sink.answer('transient');
      await fastPath(world, now + after);
      expect(deliveries(world).map(({ attempts, dueAt }) => [attempts, dueAt])).toEqual([
        [1, now + dueAgain],
        [1, now + dueAgain],
      ]);
    }
  });

  it('is given up after twelve attempts, and its case records it', async () => {
    expect(await triedAt(lostPerson)).toHaveLength(SEND_ATTEMPTS_MAX);
    const world = await dutyRoom();
    const found = await report(world, now);
    const delivery = await firstDelivery(world);
    world.sink.answer('transient');
    for (let attempt = 0; attempt < 11; attempt += 1) {
      const at = now + attempt * HOUR;
      expect((await notify(world, { subject: delivery.subject, attempt }, at)).outcome).toBe('retry-later');
    }
    const last = await notify(world, { subject: delivery.subject, attempt: 11 }, now + 11 * HOUR);
    expect(last).toEqual({
      outcome: 'dead',
      kind: 'alert',
      why: 'attempts-exhausted',
      channel: 'sink',
      code: 'http-transient',
    });
    const { facts } = await world.store.history(keyOf(found));
    expect(facts.at(-1)?.fact).toMatchObject({ fact: 'delivery-failed', delivery: '1#0', reason: 'dead' });
  });

  it('is tried again when the channel throws', async () => {
    const world = await dutyRoom();
    await report(world, now);
    const broken = { ...world.sink, send: () => Promise.reject(new Error('broken')) };
    const [outcome] = await fastPath({ ...world, channels: memoryChannels(broken) }, now);
    expect(outcome).toEqual({
      outcome: 'retry-later',
      kind: 'alert',
      why: 'channel-failed',
      channel: 'sink',
      code: 'channel-threw',
    });
  });

  it('may begin to be sent within ten seconds of the read of its case, however many channels were tried before', async () => {
    const asked = async (passMs: number) => {
      const world = await dutyRoom();
      await report(world, now);
      let elapsed = 0;
      const said: (boolean | undefined)[] = [];
      const slow: Channel = {
        name: 'slow',
        async send(_, { isStillTrue }) {
          elapsed += passMs;
          said.push(isStillTrue?.());
          return { result: 'permanent', code: 'refused' };
        },
      };
      const channels = memoryChannels(slow, { ...slow, name: 'slower' });
      const { subject } = await firstDelivery(world);
      await notify({ ...world, channels, elapsedMs: () => elapsed }, { subject, attempt: 0 }, now);
      return said;
    };
    expect(await asked(4999)).toEqual([true, true]);
    expect(await asked(5000)).toEqual([true, false]);
  });

  it('is given up at once when another attempt cannot help, or its channel no longer exists', async () => {
    const world = await dutyRoom();
    await report(world, now);
    world.sink.answer('permanent');
    const [refused] = await fastPath(world, now);
    expect(refused).toMatchObject({ outcome: 'dead', why: 'channel-refused', channel: 'sink' });
    const other = await dutyRoom();
    await report(other, now);
    const [homeless] = await fastPath({ ...other, channels: memoryChannels() }, now);
    expect(homeless).toEqual({ outcome: 'dead', kind: 'alert', why: 'no-channel' });
  });

  it('stays pending when its case cannot record the failure', async () => {
    const world = await dutyRoom();
    await report(world, now);
    const { subject } = await firstDelivery(world);
    world.sink.answer('permanent');
    const commit = () => Promise.reject(new Error('no answer'));
    const offer = notify({ ...world, store: { ...world.store, commit } }, { subject, attempt: 0 }, now);
    await expect(offer).rejects.toThrow('no answer');
    expect(await firstDelivery(world)).toMatchObject({ state: 'pending', attempts: 1 });
    expect((await notify(world, { subject, attempt: 1 }, now + HOUR)).outcome).toBe('dead');
  });

  it('below P1 waits for the morning, when its retry falls into the night', async () => {
    const world = await dutyRoom();
    const evening = at('2026-11-23 22:58');
    await report(world, evening, { type: 'consultation', details: {} });
    world.sink.answer('transient');
    await fastPath(world, evening);
    world.sink.answer('sent');
    await runEveryMinute(world, evening + MINUTE, at('2026-11-24 06:59'));
    expect(world.sink.notices).toHaveLength(2);
    await tick(world, at('2026-11-24 07:00'));
    expect(noticeLines(world.sink.notices.slice(2))).toContain('receipt→resident');
  });
});

describe('a reminder, breach or level', () => {
  it('is dropped when the case was answered before it left', async () => {
    const world = await dutyRoom();
    const found = await report(world, now);
    await fastPath(world, now);
    const late = now + 15 * MINUTE;
    expect(await sweep(world, late, ampleTime)).toMatchObject({ stepped: 1 });
    await move(world, found, { move: 'acknowledge' }, late);
    const [outcome] = await fastPath(world, late);
    expect(outcome).toEqual({ outcome: 'suppressed', kind: 'reminder', why: 'clock-met' });
    expect(deliveries(world).at(-1)).toMatchObject({ state: 'suppressed', reason: 'clock-met' });
  });

  it('reaches everybody whose roster entry can be read, and counts the others', async () => {
    const world = await dutyRoom({ people: [member('guard', 'g1'), member('guard', 'g2')] });
    await report(world, now, lostPerson);
    spoiledPerson(world.tables, stationId('st1'), personId('g1'));
    const { subject } = await firstDelivery(world);
    const notified = await notify(world, { subject, attempt: 0 }, now);
    expect(notified).toEqual({ outcome: 'sent', kind: 'alert', rosterUnreadable: 1 });
    expect(world.sink.notices[0]?.people).toEqual(['g2']);
  });

  it('is judged by the case read after the claim and the roster, right before the send', async () => {
    const world = await dutyRoom();
    await report(world, now, lostPerson);
    const { subject } = await firstDelivery(world);
    const order: string[] = [];
    const seen =
      <Args extends readonly unknown[], Result>(name: string, call: (...args: Args) => Result) =>
      (...args: Args): Result => {
        order.push(name);
        return call(...args);
      };
    const { loadDelivery, claim, roster, load, settle } = world.store;
    const store = {
      ...world.store,
      loadDelivery: seen('load delivery', loadDelivery),
      claim: seen('claim', claim),
      roster: seen('roster', roster),
      load: seen('load case', load),
      settle: seen('settle', settle),
    };
    const channels = memoryChannels({ ...world.sink, send: seen('send', world.sink.send) });
    const seeing = { ...world, store, people: store, channels };
    await notify(seeing, { subject, attempt: 0 }, now);
    expect(order).toEqual(['load delivery', 'claim', 'roster', 'load case', 'send', 'settle']);
    order.length = 0;
    await report(world, now, lostPerson);
    const other = deliveries(world).find(
      ({ state, message }) => state === 'pending' && message.to === 'guard',
    );
    if (other === undefined) throw new Error('no second alert');
    // The row says enough for its claim, which returns all of it.
    await notify(seeing, offerOf(other), now);
    expect(order).toEqual(['claim', 'roster', 'load case', 'send', 'settle']);
  });
});
