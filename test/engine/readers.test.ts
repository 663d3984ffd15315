import { describe, expect, it } from 'vitest';
import { takeFromBudget } from '../../shared/adapters/channels/rate-budget.ts';
import { memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Channel, ChannelMessage, Judged, Throttled } from '../../shared/engine/outbox/channel.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { notifyHandler } from '../../shared/handlers/notify-handler.ts';
import {
  aboutCase,
  type DutyRoom,
  deliveries,
  dutyRoom,
  fastPath,
  member,
  move,
  report,
  runEveryMinute,
} from '../cases/duty-room.ts';
import { reportOf } from '../cases/room.ts';
import { at } from './wall-clock.ts';

const ten = at('2026-10-01 10:00');
const hazard = { type: 'hazard', details: { kind: 'clutter' } } as const;

/** A channel that keeps who was sent what, and answers by the reader. */
function channelThat(
  readerOf: (message: ChannelMessage) => string,
  answer: (reader: string, now: Instant) => Promise<Judged | Throttled> | Judged,
  more: Partial<Channel> = {},
) {
  const sent: string[] = [];
  const channel: Channel = {
    name: 'channel',
    ...more,
    async send(message, { now }) {
      const reader = readerOf(message);
      const judged = await answer(reader, now);
      if (judged.result !== 'throttled') sent.push(reader);
      return judged;
    },
  };
  return { channel, sent };
}

const referenceIn = ({ notice }: ChannelMessage): string => aboutCase(notice).caseSummary?.reference ?? '';
const refusedForNow = { result: 'transient', code: 'busy' } as const;

/** A case that is over, with so many co-reporters who are to hear of it. */
async function sharedCase(count: number): Promise<{ world: DutyRoom; references: readonly string[] }> {
  const world = await dutyRoom();
  const first = await report(world, ten, hazard);
  const references: string[] = [];
  for (let nth = 0; nth < count; nth += 1) {
    const submitted = await submitCase(world, reportOf(hazard), ten + 1 + nth);
    if (submitted.refusal) throw new Error(submitted.refusal.code);
    const join = { command: { move: 'join' }, commandId: `join-${nth}` } as const;
    const joined = await residentMove(world, submitted.token, join, ten + MINUTE);
    expect(joined.refusal).toBeUndefined();
    references.push(submitted.found.reference);
  }
  await fastPath(world, ten + 2 * MINUTE);
  await move(world, first, { move: 'start' }, ten + 3 * MINUTE);
  await move(
    world,
    first,
    { move: 'resolve', outcome: 'fixed', text: '楼道已经清理干净，物业写了保证书' },
    ten + 4 * MINUTE,
  );
  return { world, references: references.toSorted() };
}

const toCoReporters = (world: DutyRoom) =>
  deliveries(world).findLast(({ message }) => message.to === 'co-reporters');

const times = (sent: readonly string[], reader: string): number =>
  sent.filter((one) => one === reader).length;

describe('of several readers', () => {
  it('those who were told are not told again while another one is tried', async () => {
    const { world, references } = await sharedCase(3);
    const [one = '', other = '', another = ''] = references;
    let isBusy = true;
    const { channel, sent } = channelThat(referenceIn, (reader) =>
      reader === other && isBusy ? refusedForNow : { result: 'sent' },
    );
    const limited = { ...world, channels: memoryChannels(channel) };
    await fastPath(limited, ten + 5 * MINUTE);
    await runEveryMinute(limited, ten + 6 * MINUTE, ten + 90 * MINUTE);
    expect(times(sent, other)).toBeGreaterThan(2);
    expect([times(sent, one), times(sent, another)]).toEqual([1, 1]);
    expect(toCoReporters(world)).toMatchObject({ state: 'pending' });
    isBusy = false;
    const before = times(sent, other);
    await runEveryMinute(limited, ten + 91 * MINUTE, ten + 180 * MINUTE);
    expect([times(sent, one), times(sent, other), times(sent, another)]).toEqual([1, before + 1, 1]);
    expect(toCoReporters(world)).toMatchObject({ state: 'sent', channel: 'channel' });
  });

  it('each is told once by a channel that takes fewer a minute than there are', async () => {
    const { world, references } = await sharedCase(9);
    const target = { station: stationId('st1'), channel: 'robot' } as const;
    const { channel, sent } = channelThat(referenceIn, async (_reader, now) => {
      const taken = await takeFromBudget(world.store, { target, perMinute: 6, urgent: false }, now);
      return taken === 'taken' ? { result: 'sent' } : { result: 'throttled', ...taken };
    });
    const limited = { ...world, channels: memoryChannels(channel) };
    await fastPath(limited, ten + 5 * MINUTE);
    expect(toCoReporters(world)).toMatchObject({ state: 'pending', attempts: 0 });
    await runEveryMinute(limited, ten + 6 * MINUTE, ten + 30 * MINUTE);
    expect(toCoReporters(world)).toMatchObject({ state: 'sent', attempts: 1 });
    for (const reference of references) expect(times(sent, reference)).toBe(1);
  });

  it('those for whom there is no time are told by the next sweep', async () => {
    const { world, references } = await sharedCase(4);
    const { channel, sent } = channelThat(referenceIn, () => ({ result: 'sent' }));
    const slow = { ...world, channels: memoryChannels(channel), hasTime: () => false };
    await fastPath(slow, ten + 5 * MINUTE);
    expect(references.filter((one) => sent.includes(one))).toHaveLength(1);
    await runEveryMinute(slow, ten + 6 * MINUTE, ten + 10 * MINUTE);
    for (const reference of references) expect(times(sent, reference)).toBe(1);
    expect(toCoReporters(world)).toMatchObject({ state: 'sent' });
  });

  it('that is to be left alone longest is, though another one failed too', async () => {
    const { world, references } = await sharedCase(2);
    const [one = '', other = ''] = references;
    const { channel, sent } = channelThat(referenceIn, (reader) =>
      reader === one
        ? { result: 'transient', code: 'unsure', retryAfterMs: 30 * MINUTE }
        : reader === other
          ? refusedForNow
          : { result: 'sent' },
    );
    const limited = { ...world, channels: memoryChannels(channel) };
    await fastPath(limited, ten + 5 * MINUTE);
    await runEveryMinute(limited, ten + 6 * MINUTE, ten + 34 * MINUTE);
    expect([times(sent, one), times(sent, other)]).toEqual([1, 1]);
  });
});

describe('a message to several people by mail', () => {
  const mailOf = (name: string) => ({ platforms: { mail: `${name}@example.cn` } });

  it('goes again to those alone who did not get it, also over another channel', async () => {
    const world = await dutyRoom({
      people: [member('officer', 'li', mailOf('li')), member('officer', 'wang', mailOf('wang'))],
    });
    const addressIn = ({ address = '' }: ChannelMessage) => address;
    const isWang = (address: string) => address.startsWith('wang');
    const first = channelThat(
      addressIn,
      (address) => (isWang(address) ? refusedForNow : { result: 'sent' }),
      { name: 'first', reaches: 'mail' },
    );
    const second = channelThat(addressIn, () => ({ result: 'sent' }), { name: 'second', reaches: 'mail' });
    const channels = memoryChannels(
      { channel: first.channel, to: ['officer'] },
      { channel: second.channel, to: ['officer'] },
    );
    await report(world, ten, { type: 'consultation', details: {}, contact: {} });
    await fastPath({ ...world, channels }, ten);
    expect(deliveries(world)[0]).toMatchObject({ state: 'pending', told: new Set(['li']) });
    await runEveryMinute({ ...world, channels }, ten + MINUTE, ten + HOUR);
    expect(first.sent.filter((one) => !isWang(one))).toEqual(['li@example.cn']);
    expect(second.sent).toEqual(['wang@example.cn']);
    expect(deliveries(world)[0]).toMatchObject({ state: 'sent', channel: 'second' });
  });

  it.each([
    [13_000, ['li@example.cn'], 'pending'],
    [13_001, ['li@example.cn', 'wang@example.cn'], 'sent'],
  ] as const)('stops where its function has %i ms left', async (remainingMs, reached, state) => {
    const people = ['li', 'wang'].map((name) => member('officer', name, mailOf(name)));
    const world = await dutyRoom({ people });
    const { channel, sent } = channelThat(
      ({ address = '' }) => address,
      () => ({ result: 'sent' }),
      { reaches: 'mail' },
    );
    const found = await report(world, ten, { type: 'consultation', details: {}, contact: {} });
    const system = { ...world.system, now: () => ten };
    const logger = { record: () => undefined, measure: () => undefined };
    const handler = notifyHandler({ ...world, system, channels: memoryChannels(channel) }, logger);
    const subject = {
      about: 'aggregate',
      station: 'st1',
      kind: 'case',
      id: found.caseId,
      version: 1,
      index: 0,
    };
    const detail = { schemaVersion: 1, ...subject, attempt: 0 };
    const offer = { 'detail-type': 'DeliveryOffered', source: 'huiying', detail };
    await handler(offer, { getRemainingTimeInMillis: () => remainingMs });
    expect(sent).toEqual(reached);
    expect(deliveries(world)[0]).toMatchObject({ state });
  });
});
