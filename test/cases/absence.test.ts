import { expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { at } from '../engine/wall-clock.ts';
import { dutyRoom, fastPath, member, report, runEveryMinute } from './duty-room.ts';

const away = { absences: [{ from: '2026-11-24', to: '2026-11-25' }] } as const;
const people = [member('guard', 'g1', away), member('officer', 'o1'), member('chief', 'c1')];

/** Whom the levels of a lost person's case reached within six minutes, and when each was reached. */
async function levelsFrom(now: number) {
  const world = await dutyRoom({ people });
  const found = await report(world, now, { type: 'lost-person', details: { who: 'elder' } });
  await fastPath(world, now);
  await runEveryMinute(world, now + MINUTE, now + 6 * MINUTE);
  const { facts } = await world.store.history(keyOf(found));
  return facts.flatMap(({ fact, at: when }) =>
    fact.fact === 'level-reached' ? [{ level: fact.level, minute: (when - now) / MINUTE }] : [],
  );
}

it('a level that nobody fills escalates at once, during the days of an absence alone', async () => {
  expect(await levelsFrom(at('2026-11-23 10:00'))).toEqual([{ level: 1, minute: 5 }]);
  expect(await levelsFrom(at('2026-11-24 10:00'))).toEqual([
    { level: 1, minute: 5 },
    { level: 2, minute: 6 },
  ]);
  expect(await levelsFrom(at('2026-11-26 10:00'))).toEqual([{ level: 1, minute: 5 }]);
});
