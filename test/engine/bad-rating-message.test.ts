import { describe, expect, it } from 'vitest';
import { residentMove } from '../../shared/cases/moves/resident-move.ts';
import { dutyRoom, fastPath, move, noticeLines, report, runEveryMinute } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const token = 'A'.repeat(32);
const text = '已经找到了，老人平安回家，请您放心';
const rating = { command: { move: 'rate', rating: 'dissatisfied' }, commandId: 'r-1' } as const;

async function rated(receivedAt: number, ratedAt: number) {
  const world = await dutyRoom();
  const found = await report(world, receivedAt, { type: 'lost-person', details: {}, token });
  await move(world, found, { move: 'start' }, receivedAt);
  await move(world, found, { move: 'resolve', outcome: 'found-safe', text }, receivedAt);
  await fastPath(world, ratedAt - 1);
  const before = world.sink.notices.length;
  await residentMove(world, token, rating, ratedAt);
  await fastPath(world, ratedAt);
  return { world, lines: () => noticeLines(world.sink.notices.slice(before)) };
}

describe('the message about a bad rating', () => {
  it('is sent at once by day', async () => {
    const { lines } = await rated(at('2026-11-23 10:00'), at('2026-11-23 11:00'));
    expect(lines()).toEqual(['dissatisfied→chief']);
  });

  it('waits for the morning, also of an emergency, and is then no part of a brief', async () => {
    const night = at('2026-11-23 23:30');
    const { world, lines } = await rated(at('2026-11-23 22:00'), night);
    expect(lines()).toEqual([]);
    await runEveryMinute(world, at('2026-11-24 06:58'), at('2026-11-24 07:01'));
    expect(lines()).toEqual(['dissatisfied→chief']);
  });
});
