import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { at } from '../engine/wall-clock.ts';
import {
  aboutCase,
  type DutyRoom,
  dutyRoom,
  fastPath,
  member,
  move,
  report,
  runEveryMinute,
} from './duty-room.ts';

const now = at('2026-11-23 02:00');
const lostPerson = { type: 'lost-person', details: {} } as const;

/** One line for each notice: minutes after the report, kind, recipient and people. */
const timeline = ({ sink }: DutyRoom) =>
  sink.notices
    .filter(({ to }) => to !== 'resident')
    .map(aboutCase)
    .map(({ at, kind, level, to, people }) =>
      [(at - now) / MINUTE, kind, ...(level === undefined ? [] : [level]), to, people.join('+')].join(' '),
    );

describe('a lost person at two in the morning', () => {
  it('alerts the guards at once, and escalates at 5, 10, 15 and 30 minutes while nobody answers', async () => {
    const world = await dutyRoom();
    await report(world, now, lostPerson);
    await fastPath(world, now);
    await runEveryMinute(world, now + MINUTE, now + 31 * MINUTE);
    const escalated = timeline(world).filter((line) => /alert|level/.test(line));
    expect(escalated).toEqual([
      '0 alert guard p-guard',
      '5 level 1 guard p-guard',
      '10 level 2 officer p-officer',
      '15 level 3 chief p-chief',
      '30 level 4 district p-district',
    ]);
  });

  it('sends at most one message to each addressee in any minute', async () => {
    const world = await dutyRoom();
    await report(world, now, lostPerson);
    await fastPath(world, now);
    await runEveryMinute(world, now + MINUTE, now + 120 * MINUTE);
    const sent = world.sink.notices.map(({ at, to }) => `${at} ${to}`);
    expect(new Set(sent).size).toBe(sent.length);
  });

  it('escalates on within a minute from a level that nobody staffs', async () => {
    const world = await dutyRoom({
      people: [member('guard', 'g1', { onLeave: true }), member('officer'), member('chief')],
    });
    const found = await report(world, now, lostPerson);
    await fastPath(world, now);
    await runEveryMinute(world, now + MINUTE, now + 6 * MINUTE);
    const { facts } = await world.store.history(keyOf(found));
    const failed = facts.flatMap(({ fact }) => (fact.fact === 'delivery-failed' ? [fact.reason] : []));
    expect(failed).toContain('unstaffed');
    expect(timeline(world).filter((line) => line.includes('level'))).toEqual(['6 level 2 officer p-officer']);
  });

  it('escalates no further once somebody has acknowledged it', async () => {
    const world = await dutyRoom();
    const found = await report(world, now, lostPerson);
    await runEveryMinute(world, now, now + 5 * MINUTE);
    await move(world, found, { move: 'acknowledge-escalation' }, now + 6 * MINUTE);
    await runEveryMinute(world, now + 6 * MINUTE, now + 10 * MINUTE);
    expect(timeline(world).filter((line) => line.includes('level'))).toEqual(['5 level 1 guard p-guard']);
  });

  it('ends a five-hour outage in one message to each addressee', async () => {
    const world = await dutyRoom();
    await report(world, now, lostPerson);
    await fastPath(world, now);
    const before = world.sink.notices.length;
    await runEveryMinute(world, now + 300 * MINUTE, now + 300 * MINUTE);
    const addressees = world.sink.notices.slice(before).map(({ to }) => to);
    expect(new Set(addressees).size).toBe(addressees.length);
    expect(addressees).toContain('district');
  });
});
