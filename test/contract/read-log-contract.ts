import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { readRow } from '../../shared/engine/storage/keys.ts';
import { appendRead, isLinked, type Read, readsOf } from '../../shared/engine/storage/read-log.ts';
import { moved, officer, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

const readAs = (request: string, more: Partial<Read> = {}): Read => ({
  at: TEN,
  by: officer,
  what: ['contact', 'text'],
  request,
  ...more,
});

export function readLogContract(subject: Subject): void {
  const store = () => subject().store;

  describe('the log of reads', () => {
    it('is empty for a case that nobody read', async () => {
      expect(await readsOf(store(), keyOf(submitted().after), { limit: 5 })).toEqual({ reads: [] });
    });

    it('keeps who was shown what, when, by which request, each chained to the one before', async () => {
      const key = keyOf(submitted().after);
      const [first, second] = [readAs('r1'), readAs('r2', { at: TEN + MINUTE, what: ['photo'], item: 'p1' })];
      await appendRead(store(), key, first);
      await appendRead(store(), key, second);
      const { reads } = await readsOf(store(), key, { limit: 5 });
      const [newer, older] = reads;
      expect(older).toEqual({ ...first, number: 1, previousHash: '', hash: expect.any(String) });
      expect(newer).toEqual({ ...second, number: 2, previousHash: older?.hash, hash: expect.any(String) });
      expect(reads.map((read, index) => isLinked(key, read, reads[index + 1]))).toEqual([true, true]);
    });

    it('of one case is not that of another', async () => {
      const [one, other] = [keyOf(submitted().after), keyOf(submitted().after)];
      await appendRead(store(), one, readAs('r1'));
      await appendRead(store(), other, readAs('r2'));
      const requests = async (key: typeof one) =>
        (await readsOf(store(), key, { limit: 5 })).reads.map(({ request }) => request);
      expect([await requests(one), await requests(other)]).toEqual([['r1'], ['r2']]);
    });

    it('has every one of many readers at the same moment, in one chain', async () => {
      const key = keyOf(submitted().after);
      const all = Array.from({ length: 12 }, (_, index) => `r${index}`);
      await Promise.all(all.map((request) => appendRead(store(), key, readAs(request))));
      const { reads } = await readsOf(store(), key, { limit: 50 });
      expect(new Set(reads.map(({ request }) => request))).toEqual(new Set(all));
      expect(reads.map(({ number }) => number)).toEqual(all.map((_, index) => all.length - index));
      expect(reads.every((read, index) => isLinked(key, read, reads[index + 1]))).toBe(true);
    });

    it('is read in pages, newest first, each read once', async () => {
      const key = keyOf(submitted().after);
      for (let index = 1; index <= 5; index += 1) await appendRead(store(), key, readAs(`r${index}`));
      const pages: (readonly string[])[] = [];
      let before: number | undefined;
      do {
        const page = await readsOf(store(), key, { limit: 2, ...(before !== undefined && { before }) });
        pages.push(page.reads.map(({ request }) => request));
        before = page.before;
      } while (before !== undefined);
      expect(pages).toEqual([['r5', 'r4'], ['r3', 'r2'], ['r1']]);
      expect(await readsOf(store(), key, { limit: 2, before: 1 })).toEqual({ reads: [] });
    });

    it('changes no version: what was decided before a read is committed after it', async () => {
      const report = submitted();
      const key = keyOf(report.after);
      await store().commit(report);
      const stored = await store().load(key);
      await appendRead(store(), key, readAs('r1'));
      expect(await store().load(key)).toEqual(stored);
      expect(await store().commit(moved(report.after, { move: 'acknowledge' }))).toEqual({ ok: true });
      expect((await store().history(key)).enclosed).toEqual([]);
    });

    it('is not stopped by a record that somebody damaged', async () => {
      const key = keyOf(submitted().after);
      const broken = {
        key: readRow(key, 1),
        values: { hash: 'x' },
        condition: 'absent',
        conflict: 'x',
      } as const;
      await store().writeCompanions([broken]);
      await appendRead(store(), key, readAs('r1'));
      expect(await store().companion(readRow(key, 2))).toMatchObject({ previousHash: 'x' });
    });
  });
}
