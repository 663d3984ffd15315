import { expect, test } from 'vitest';
import type { LocalDay } from '../../shared/engine/calendar/local-day.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { rootRow } from '../../shared/engine/storage/keys.ts';
import { http } from './http-api.ts';

const root = (letter: string) => letter.repeat(43);

test('anybody reads the daily roots, the newest first, and may keep the answer for an hour', async () => {
  const { ask, world } = await http();
  expect((await ask('GET /v1/roots')).body).toEqual({ roots: [] });
  for (const [station, day, letter] of [
    ['st1', '2026-11-29', 'a'],
    ['st1', '2026-11-30', 'b'],
    ['st2', '2026-11-30', 'c'],
  ] as const) {
    await world.store.writeCompanions([
      {
        key: rootRow(stationId(station), day as LocalDay),
        values: { chains: 3, root: root(letter), at: 0 },
        condition: 'absent',
        conflict: 'root',
      },
    ]);
  }
  const { status, headers, body } = await ask('GET /v1/roots');
  expect(status).toBe(200);
  expect(headers['cache-control']).toBe('public, max-age=3600');
  // How many histories a station has is not for everybody.
  expect(body).toEqual({
    roots: [
      { day: '2026-11-30', station: 'st2', root: root('c') },
      { day: '2026-11-30', station: 'st1', root: root('b') },
      { day: '2026-11-29', station: 'st1', root: root('a') },
    ],
  });
});
