import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../../shared/adapters/memory/store.ts';
import type { CaseId } from '../../../shared/cases/case.ts';
import { keyOf } from '../../../shared/cases/case-key.ts';
import { decideGrant, type Photo, type PhotoId, shownState } from '../../../shared/cases/photos/photo.ts';
import { photoCompanion } from '../../../shared/cases/photos/photo-slots.ts';
import { at } from '../../engine/wall-clock.ts';
import { station } from './scenario.ts';

const first = `p${'a'.repeat(25)}` as PhotoId;
const second = `p${'b'.repeat(25)}` as PhotoId;
const grantedAt = at('2026-11-23 10:00');
const granted: Photo = { slot: 1, photo: first, commandId: 'one', grantedAt, grants: 1, state: 'granted' };
const settledAt = at('2026-11-23 10:01');
const kept: Photo = { ...granted, state: 'kept', settledAt };
const refused: Photo = { ...granted, state: 'refused', settledAt, fault: 'truncated' };

describe('a photo is shown', () => {
  it('as awaited for five minutes, and then as lost', () => {
    expect(shownState(granted, at('2026-11-23 10:00'))).toBe('awaited');
    expect(shownState(granted, at('2026-11-23 10:05') - 1)).toBe('awaited');
    expect(shownState(granted, at('2026-11-23 10:05'))).toBe('lost');
  });

  it('as what became of it, however long ago', () => {
    expect(shownState(kept, at('2026-11-23 10:02'))).toBe('kept');
    expect(shownState(kept, at('2026-12-23 10:00'))).toBe('kept');
    expect(shownState(refused, at('2026-12-23 10:00'))).toBe('refused');
  });
});

describe('a request for a photo grant', () => {
  const again = (known: Photo, now = at('2026-11-23 10:02')) =>
    decideGrant([known], { photo: second, commandId: 'one' }, now);

  it('that is repeated is granted anew for the same photo and slot', () => {
    expect(again(granted)).toEqual({
      before: granted,
      after: { ...granted, grantedAt: at('2026-11-23 10:02'), grants: 2 },
    });
  });

  it('that is repeated after the photo was settled returns what became of it', () => {
    expect(again(kept)).toEqual({ settled: kept });
    expect(again(refused)).toEqual({ settled: refused });
  });

  it('is granted twelve times for one slot, and then gets another', () => {
    expect(again({ ...granted, grants: 11 })).toMatchObject({ after: { slot: 1, grants: 12 } });
    expect(again({ ...granted, grants: 12 })).toMatchObject({ after: { slot: 2, grants: 1, photo: second } });
  });
});

describe('a case whose four slots are taken', () => {
  const four = (state: object) =>
    ([1, 2, 3, 4] as const).map((slot): Photo => ({ ...granted, slot, commandId: `${slot}`, ...state }));
  const fifth = (photos: readonly Photo[], now = at('2026-11-23 10:02')) =>
    decideGrant(photos, { photo: second, commandId: 'five' }, now);
  const full = { refusal: { code: 'photos-full', photosMax: 4 } };

  it('has room again fifteen minutes after a photo that never came was awaited', () => {
    expect(fifth(four({}), at('2026-11-23 10:15') - 1)).toEqual(full);
    expect(fifth(four({}), at('2026-11-23 10:15'))).toMatchObject({
      after: { slot: 1, grants: 2, state: 'granted' },
    });
  });

  it('has room at once where one was refused, and none for what is kept', () => {
    expect(fifth(four({ state: 'refused', settledAt, fault: 'truncated' }))).toMatchObject({
      after: { slot: 1, grants: 2, photo: second },
    });
    expect(fifth(four({ state: 'kept', settledAt }), at('2026-12-23 10:00'))).toEqual(full);
  });

  it('has none for what was tried twelve times', () => {
    const tried = (grants: number) => four({ state: 'refused', settledAt, fault: 'truncated', grants });
    expect(fifth(tried(11))).toMatchObject({ after: { grants: 12 } });
    expect(fifth(tried(12))).toEqual(full);
  });
});

describe('a slot for a photo has changed', () => {
  const key = keyOf({ station, caseId: `c${'a'.repeat(25)}` as CaseId });

  /** Whether a photo can be written to a slot that was read as `seen` and now holds `found`. */
  const replaces = async (seen: Photo | undefined, found: Photo | undefined): Promise<boolean> => {
    const store = memoryStore();
    if (found !== undefined) await store.writeCompanions([photoCompanion(key, found, undefined)]);
    return store.writeCompanions([photoCompanion(key, { ...granted, photo: second, grants: 9 }, seen)]);
  };

  it.each([
    ['holds another photo', { ...granted, photo: second }],
    ['settled its photo', kept],
    ['was granted once more', { ...granted, grants: 2 }],
    ['was never given', undefined],
  ] as const)('when it %s', async (_, other) => {
    expect(await replaces(granted, other)).toBe(false);
    expect(await replaces(other, granted)).toBe(false);
  });

  it('but not when it only was read', async () => {
    expect(await replaces(granted, { ...granted })).toBe(true);
    expect(await replaces(undefined, undefined)).toBe(true);
  });
});
