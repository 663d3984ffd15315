import { describe, expect, it } from 'vitest';
import { listCases } from '../../shared/cases/reading/list-cases.ts';
import { stationBrief } from '../../shared/cases/reading/station-brief.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { at } from '../engine/wall-clock.ts';
import { dutyRoom, report, runEveryMinute, tick } from './duty-room.ts';
import { deskOf } from './room.ts';

const ten = at('2026-11-23 10:00');
const consultation = { type: 'consultation', details: {} } as const;

describe('the brief counts as overdue what the list shows as overdue', () => {
  const numbers = async (world: Awaited<ReturnType<typeof dutyRoom>>, now: number) => {
    const desk = deskOf('officer');
    const { overdue, dueToday, open } = await stationBrief(world, desk, now);
    const list = await listCases(world, desk, { view: 'overdue', limit: 100 }, now);
    if (list.refusal) throw new Error(list.refusal.code);
    return { overdue, listed: list.rows.length, dueToday, open };
  };

  it('also when the next step of the late case lies ahead', async () => {
    const world = await dutyRoom();
    await report(world, ten);
    await report(world, ten + 20 * MINUTE);
    // The first one was not acknowledged within half an hour, and its next reminder is still to come.
    const now = ten + 31 * MINUTE;
    await runEveryMinute(world, ten, now);
    expect(await numbers(world, now)).toEqual({ overdue: 1, listed: 1, dueToday: 1, open: 2 });
  });

  it('also when the clock stood still', async () => {
    const world = await dutyRoom();
    await report(world, ten, consultation);
    expect(await numbers(world, ten + DAY)).toEqual({ overdue: 1, listed: 1, dueToday: 0, open: 1 });
    await tick(world, ten + DAY);
    expect(await numbers(world, ten + DAY)).toEqual({ overdue: 1, listed: 1, dueToday: 0, open: 1 });
  });
});
