import { describe, expect, it } from 'vitest';
import type { CaseKey } from '../../shared/cases/case-key.ts';
import type { Photo, PhotoId, PhotoSlot } from '../../shared/cases/photos/photo.ts';
import { photoCompanion, photosIn, photosOf } from '../../shared/cases/photos/photo-slots.ts';
import { moved, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

const photo = (letter: string) => `p${letter.repeat(25)}` as PhotoId;
const granted = (slot: PhotoSlot = 1, letter = 'a'): Photo & { state: 'granted' } => ({
  ...{ slot, photo: photo(letter), commandId: letter, grantedAt: TEN, grants: 1 },
  state: 'granted',
});

export function photoContract(subject: Subject): void {
  const store = () => subject().store;
  const photos = (key: CaseKey) => photosOf(store(), key);
  const write = (key: CaseKey, after: Photo, before: Photo | undefined) =>
    store().writeCompanions([photoCompanion(key, after, before)]);

  describe('the photo slots of a case', () => {
    it('are returned in their order, in every state, also in the history of the case', async () => {
      const report = submitted();
      await store().commit(report);
      const { key } = report;
      const first = granted();
      const kept: Photo = { ...granted(2, 'b'), state: 'kept', settledAt: TEN + 1 };
      const refused: Photo = { ...granted(4, 'd'), state: 'refused', settledAt: TEN + 2, fault: 'truncated' };
      for (const one of [refused, first, kept]) {
        expect(await write(key, one, undefined)).toBe(true);
      }
      expect(await photos(key)).toEqual([first, kept, refused]);
      const { enclosed, facts, texts } = await store().history(key);
      expect(photosIn(enclosed)).toEqual([first, kept, refused]);
      expect([facts.length, texts.length]).toEqual([report.facts.length, report.texts.length]);
    });

    it('belong to their case', async () => {
      const [one, other] = [submitted().key, submitted().key];
      await write(one, granted(), undefined);
      expect(await photos(other)).toEqual([]);
    });

    it('are taken once, however many requests there are at the same time', async () => {
      const { key } = submitted();
      const candidates = ['a', 'b', 'c', 'd', 'e'].map((letter) => granted(1, letter));
      const taken = await Promise.all(candidates.map((photo) => write(key, photo, undefined)));
      expect(taken.filter(Boolean)).toHaveLength(1);
      expect(await photos(key)).toEqual([candidates[taken.indexOf(true)]]);
    });

    it.each([
      ['another photo has it by now', { ...granted(1, 'b') }],
      ['it was granted anew', { ...granted(), grants: 2 }],
      ['it was settled', { ...granted(), state: 'kept', settledAt: TEN } as const],
      ['it was empty', undefined],
    ])('stay as they are when %s', async (_, seen) => {
      const { key } = submitted();
      await write(key, granted(), undefined);
      const after: Photo = { ...granted(), state: 'refused', settledAt: TEN, fault: 'undecodable' };
      expect(await write(key, after, seen)).toBe(false);
      expect(await photos(key)).toEqual([granted()]);
    });

    it('change once, in the same commit as their fact', async () => {
      const report = submitted();
      const { key } = report;
      await store().commit(report);
      await write(key, granted(), undefined);
      const after: Photo = { ...granted(), state: 'kept', settledAt: TEN + 5 };
      const withFact = {
        ...moved(report.after, { move: 'photo-kept' }),
        companions: [photoCompanion(key, after, granted())],
      };
      expect(await store().commit(withFact)).toEqual({ ok: true });
      expect(await photos(key)).toEqual([after]);
      expect(await store().load(key)).toEqual(withFact.after);
      const { companions } = withFact;
      const again = { ...moved(withFact.after, { move: 'photo-kept' }), companions };
      expect(await store().commit(again)).toEqual({ ok: false, conflict: 'photo' });
      expect(await store().load(key)).toEqual(withFact.after);
      expect((await store().history(key)).facts).toHaveLength(2);
    });

    it('stay as they are when the fact was decided on an older version', async () => {
      const report = submitted();
      const { key } = report;
      await store().commit(report);
      await write(key, granted(), undefined);
      await store().commit(moved(report.after, { move: 'acknowledge' }));
      const after: Photo = { ...granted(), state: 'kept', settledAt: TEN + 5 };
      const companions = [photoCompanion(key, after, granted())];
      const late = { ...moved(report.after, { move: 'photo-kept' }), companions };
      expect(await store().commit(late)).toEqual({ ok: false, conflict: 'version' });
      expect(await photos(key)).toEqual([granted()]);
    });

    it('change only if they are still as they were read', async () => {
      const { key } = submitted();
      await write(key, granted(), undefined);
      const after: Photo = { ...granted(), state: 'kept', settledAt: TEN + 5 };
      expect(await write(key, after, granted())).toBe(true);
      expect(await photos(key)).toEqual([after]);
    });
  });
}
