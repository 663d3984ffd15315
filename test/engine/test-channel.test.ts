import { describe, expect, it } from 'vitest';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { MINUTE, SECOND } from '../../shared/engine/calendar/instant.ts';
import { stuckMessages } from '../../shared/engine/outbox/stuck.ts';
import { askTest, outcomeOfTest } from '../../shared/engine/outbox/test-channel.ts';
import { personId, stationId } from '../../shared/engine/scope.ts';
import { dutyRoom, member, tick } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const st1 = stationId('st1');
const now = at('2026-11-23 10:00');
const chief = { ...member('chief', 'zhao'), platforms: { wecom: 'zhaosuozhang', mail: 'zhao@example.cn' } };

async function desk(robot = memoryChannel('robot', { language: 'en', mentions: 'wecom' })) {
  const other = memoryChannel('other');
  const room = await dutyRoom({ people: [chief, member('officer')] });
  const { routeOf, named } = memoryChannels(other);
  const channels = {
    routeOf,
    named: async (station: typeof st1, name: string) => (name === 'robot' ? robot : named(station, name)),
  };
  const world = { ...room, channels };
  const ask = (when = now, channel = 'robot') => askTest(world, { station: st1, channel }, when);
  const tested = async (when = now, channel = 'robot') => {
    const subject = await ask(when, channel);
    await tick(world, when);
    return outcomeOfTest(world, subject);
  };
  return { world, robot, other, ask, tested };
}

describe('a test message', () => {
  it('goes to the chiefs over its channel alone, in the language of the channel', async () => {
    const { robot, other, tested } = await desk();
    expect(await tested()).toEqual({ result: 'sent' });
    expect(robot.notices).toMatchObject([
      { id: `st1-test-robot-${now}`, kind: 'test', people: [personId('zhao')], language: 'en' },
    ]);
    expect(robot.texts[0]?.text).toBe(
      'This message shows that this channel arrives. There is nothing to do.',
    );
    expect(other.notices).toEqual([]);
  });

  it('waits until the function that sends has taken it', async () => {
    const { world, ask } = await desk();
    expect(await outcomeOfTest(world, await ask())).toEqual({ result: 'waiting' });
    const never = { about: 'test', station: st1, channel: 'robot', at: 1 } as const;
    expect(await outcomeOfTest(world, never)).toBeUndefined();
  });

  it('is not sent again when its attempt broke off in the middle', async () => {
    const { world, robot, ask } = await desk();
    const subject = await ask();
    const waiting = await world.store.loadDelivery(subject);
    if (waiting === undefined) throw new Error('a test has a message');
    // The function that sends died after it had taken the message.
    await world.store.claim(waiting, now + MINUTE);
    await tick(world, now + MINUTE);
    expect(await outcomeOfTest(world, subject)).toEqual({ result: 'failed', code: 'unsure' });
    expect(robot.notices).toEqual([]);
  });

  it('is one within ten seconds, however often somebody asks', async () => {
    const { robot, tested } = await desk();
    await tested();
    expect(await tested(now + 9 * SECOND)).toEqual({ result: 'sent' });
    expect(robot.notices).toHaveLength(1);
    await tested(now + 10 * SECOND);
    expect(robot.notices).toHaveLength(2);
  });

  it('leaves by night too: somebody waits for it', async () => {
    const { tested } = await desk();
    expect(await tested(at('2026-11-23 02:00'))).toEqual({ result: 'sent' });
  });

  it.each([
    ['broken', 'wecom-93000'],
    ['permanent', 'too-long'],
    ['transient', 'http-500'],
  ] as const)(
    "that is %s ends with the receiver's code after one attempt, and is not stuck",
    async (result, code) => {
      const { world, robot, tested } = await desk();
      robot.answer({ result, code });
      expect(await tested()).toEqual({ result: 'failed', code });
      await tick(world, now + 30 * MINUTE);
      expect(robot.notices.length).toBeLessThanOrEqual(1);
      expect((await stuckMessages(world, st1, now + MINUTE)).messages).toEqual([]);
    },
  );

  it('reaches each chief who has an address where the channel needs one', async () => {
    const sent: unknown[] = [];
    const mail = {
      ...memoryChannel('robot'),
      reaches: 'mail' as const,
      send: async ({ address, mentions }: { address?: string; mentions: readonly string[] }) => {
        sent.push({ address, mentions });
        return { result: 'sent' as const };
      },
    };
    const { tested } = await desk(mail);
    expect(await tested()).toEqual({ result: 'sent' });
    expect(sent).toEqual([{ address: 'zhao@example.cn', mentions: [] }]);
  });

  it('over a channel that there is not is sent to nobody', async () => {
    const { tested, robot } = await desk();
    expect(await tested(now, 'rob')).toEqual({ result: 'failed', code: 'no-channel' });
    expect(robot.notices).toEqual([]);
  });
});
