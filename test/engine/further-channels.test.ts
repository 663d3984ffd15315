import { describe, expect, it } from 'vitest';
import { memoryChannel, memoryChannels } from '../../shared/adapters/memory/channel.ts';
import type { CaseNotice } from '../../shared/cases/case-notice.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { deliveries, dutyRoom, report, runEveryMinute } from '../cases/duty-room.ts';
import { at } from './wall-clock.ts';

const ten = at('2026-11-23 10:00');

/** A room with three channels, an urgent case that nobody looks at, and the levels that each channel has told. */
async function unattended(results: readonly ('sent' | 'permanent' | 'transient')[]) {
  const world = await dutyRoom();
  const channels = results.map((result, index) => {
    const channel = memoryChannel(`c${index + 1}`);
    channel.answer(result);
    return channel;
  });
  await report(world, ten, { type: 'lost-person', details: {} });
  await runEveryMinute({ ...world, channels: memoryChannels(...channels) }, ten, ten + 2 * HOUR);
  const levelsOf = (index: number) => [
    ...new Set(
      ((channels[index]?.notices ?? []) as readonly CaseNotice[]).flatMap(({ kind, level }) =>
        kind === 'level' && level !== undefined ? [level] : [],
      ),
    ),
  ];
  return { world, channels, levelsOf };
}

describe('a level that nobody acknowledged', () => {
  it('is followed by one over the next channel too, and then over one more', async () => {
    const { world, channels, levelsOf } = await unattended(['sent', 'sent', 'sent']);
    expect(levelsOf(0).slice(0, 3)).toEqual([1, 2, 3]);
    expect(levelsOf(1).slice(0, 2)).toEqual([2, 3]);
    expect(levelsOf(2).slice(0, 1)).toEqual([3]);
    const others = channels.slice(1).flatMap(({ notices }) => notices.filter(({ kind }) => kind !== 'level'));
    expect(others).toEqual([]);
    const ids = channels.map(({ notices }) => notices.map(({ id }) => id));
    expect(ids[2]?.every((id) => ids[0]?.includes(id))).toBe(true);
    expect(deliveries(world).filter(({ state }) => state === 'dead')).toEqual([]);
  });

  it('leaves it told where the further channel fails', async () => {
    const { world, channels } = await unattended(['sent', 'transient']);
    const told = channels[0]?.notices.filter(({ kind }) => kind === 'level') ?? [];
    expect(new Set(told.map(({ id }) => id)).size).toBe(told.length);
    expect(deliveries(world).filter(({ state }) => state === 'dead')).toEqual([]);
  });

  it('counts a channel that takes nothing for none', async () => {
    const { levelsOf } = await unattended(['permanent', 'sent', 'sent']);
    expect(levelsOf(1)[0]).toBe(1);
    expect(levelsOf(2)[0]).toBe(2);
  });
});
