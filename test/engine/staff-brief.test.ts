import { describe, expect, it } from 'vitest';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { SEND_ATTEMPTS_MAX } from '../../shared/engine/outbox/backoff.ts';
import type { BriefNotice } from '../../shared/engine/outbox/morning-brief.ts';
import type { Notice } from '../../shared/engine/outbox/notice.ts';
import { personId } from '../../shared/engine/scope.ts';
import {
  deliveries,
  dutyRoom,
  fastPath,
  move,
  noticeLines,
  report,
  runEveryMinute,
  tick,
} from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const night = at('2026-11-23 23:30');
const seven = at('2026-11-24 07:00');
const asBrief = (notice: Notice) => notice as Partial<BriefNotice> & Notice;
const consultation = { type: 'consultation', details: {} } as const;

describe('what is held over night', () => {
  it('becomes one brief instead of forty messages', async () => {
    const world = await dutyRoom();
    for (let count = 0; count < 40; count += 1) {
      await report(world, night, { ...consultation, contact: {} });
    }
    await runEveryMinute(world, night, at('2026-11-23 23:40'));
    expect(world.sink.notices).toEqual([]);
    await tick(world, seven);
    expect(noticeLines(world.sink.notices)).toEqual(['brief→officer']);
    const [brief] = world.sink.notices.map(asBrief);
    expect(brief).toMatchObject({ people: ['p-officer'], id: 'st1-brief-2026-11-24-officer' });
    expect(brief?.counts).toEqual({ open: 40, overdue: 0, dueToday: 40, newOvernight: 40 });
    expect(brief).not.toHaveProperty('caseSummary');
    const folded = deliveries(world).filter(({ reason }) => reason === 'in-brief');
    expect(folded).toHaveLength(40);
  });

  it('for a resident is sent by itself when the night is over', async () => {
    const world = await dutyRoom();
    await report(world, night, consultation);
    await tick(world, seven);
    expect(noticeLines(world.sink.notices).toSorted()).toEqual(['brief→officer', 'receipt→resident']);
  });

  it('is counted when the brief is sent, not when it was decided', async () => {
    const world = await dutyRoom();
    const token = 'A'.repeat(32);
    await report(world, night, { ...consultation, token });
    await report(world, night, consultation);
    const request = { command: { move: 'withdraw' }, commandId: 'second-thoughts' } as const;
    expect(await residentMove(world, token, request, seven - 1)).toMatchObject({ answer: { version: 2 } });
    await tick(world, seven);
    const brief = world.sink.notices.map(asBrief).find(({ kind }) => kind === 'brief');
    expect(brief?.counts).toMatchObject({ open: 1, newOvernight: 1 });
  });

  it('for a person is in the brief of their role', async () => {
    const world = await dutyRoom();
    const found = await report(world, at('2026-11-23 16:00'), consultation);
    await fastPath(world, at('2026-11-23 16:00'));
    await move(world, found, { move: 'assign', to: personId('p-guard') }, night);
    await tick(world, seven);
    expect(noticeLines(world.sink.notices)).toContain('brief→guard');
  });

  it('never contains urgent messages', async () => {
    const world = await dutyRoom();
    await report(world, night, { type: 'lost-person', details: {} });
    await fastPath(world, night);
    expect(noticeLines(world.sink.notices)).toEqual(['alert→guard', 'receipt→resident']);
  });

  it('goes the way of its role, again under the same id where that failed', async () => {
    const world = await dutyRoom();
    const [robot, sms] = [memoryChannel('robot'), memoryChannel('sms')];
    const channels = memoryChannels(
      { channel: robot, to: ['officer'] },
      { channel: sms, to: ['guard', 'chief', 'district', 'resident'] },
    );
    await report(world, night, { ...consultation, contact: {} });
    robot.answer('transient');
    await tick({ ...world, channels }, seven);
    robot.answer('sent');
    await tick({ ...world, channels }, at('2026-11-24 07:05'));
    expect(robot.notices.map(({ id }) => id)).toEqual(Array(2).fill('st1-brief-2026-11-24-officer'));
    expect(sms.notices).toEqual([]);
    expect(deliveries(world).at(-1)).toMatchObject({ state: 'sent', attempts: 2, channel: 'robot' });
  });

  it('is given up, and not sent once more, when every attempt so far ended in the middle', async () => {
    const world = await dutyRoom();
    await report(world, night, { ...consultation, contact: {} });
    await runEveryMinute(world, night, at('2026-11-23 23:40'));
    world.sink.answer('transient');
    await tick(world, seven);
    const brief = deliveries(world).find(({ message }) => message.kind === 'brief');
    if (brief === undefined) throw new Error('there is a brief');
    let claimed = brief;
    while (claimed.attempts < SEND_ATTEMPTS_MAX) {
      claimed = (await world.store.claim(claimed, seven + HOUR)) ?? claimed;
    }
    const sent = world.sink.notices.length;
    await tick(world, seven + HOUR);
    expect(world.sink.notices).toHaveLength(sent);
    expect(await world.store.loadDelivery(brief.subject)).toMatchObject({
      state: 'dead',
      reason: 'attempts-exhausted',
    });
  });

  it('is dead as unstaffed if the role has nobody, for the operators to see', async () => {
    const world = await dutyRoom({ people: [] });
    await report(world, night, { ...consultation, contact: {} });
    await tick(world, seven);
    expect(deliveries(world).at(-1)).toMatchObject({ state: 'dead', reason: 'unstaffed' });
  });
});
