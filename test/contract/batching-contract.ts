import { describe, expect, it } from 'vitest';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { BatchWindow } from '../../shared/engine/outbox/batching/batch-window.ts';
import type { Delivery, DigestContent } from '../../shared/engine/outbox/delivery.ts';
import { DIGEST_IDS_MAX } from '../../shared/engine/outbox/delivery.ts';
import { st1, TEN } from './cases.ts';
import { allDue } from './due-contract.ts';
import type { Subject } from './store-under-test.ts';

const system = seededSystem(11, TEN);
const batch = 'k3JvXo8w0Zq1R5tYb2c-_9';
const batchWindow = (more: Partial<BatchWindow> = {}): BatchWindow => ({
  station: st1,
  batch,
  first: system.newCaseId(),
  since: TEN,
  until: TEN + MINUTE,
  ...more,
});

const digest: Delivery & { readonly digestContent: DigestContent } = {
  subject: { about: 'batch', station: st1, batch, since: TEN },
  message: { to: 'guard', kind: 'digest' },
  priority: 'P0',
  language: 'zh-CN',
  createdAt: TEN,
  attempts: 0,
  state: 'pending',
  dueAt: TEN + MINUTE,
  digestContent: { kind: 'case', common: { place: 'b3-1', type: 'hazard' }, ids: [], others: 0 },
};

export function batchingContract(subject: Subject): void {
  const store = () => subject().store;
  const batched = async () => (await store().loadDelivery(digest.subject))?.digestContent;

  describe('a batch', () => {
    it('is opened by one of many at once, and all are told which one', async () => {
      const all = Array.from({ length: 10 }, () => batchWindow());
      const learned = await Promise.all(all.map((one) => store().openBatchWindow(one, TEN)));
      expect(new Set(learned.map(({ first }) => first)).size).toBe(1);
      expect(all.map(({ first }) => first)).toContain(learned[0]?.first);
    });

    it('is open until its end, and then the next one opens', async () => {
      const [first, second, third] = [
        batchWindow(),
        batchWindow({ since: TEN + 1 }),
        batchWindow({ since: TEN + MINUTE }),
      ];
      expect(await store().openBatchWindow(first, TEN)).toEqual(first);
      expect(await store().openBatchWindow(second, TEN + MINUTE - 1)).toEqual(first);
      expect(await store().openBatchWindow(third, TEN + MINUTE)).toEqual(third);
    });

    it('of another batch is another', async () => {
      const other = batchWindow({ batch: 'AAAAAAAAAAAAAAAAAAAAAA' });
      await store().openBatchWindow(batchWindow(), TEN);
      expect(await store().openBatchWindow(other, TEN)).toEqual(other);
    });
  });

  describe('a digest', () => {
    it('begins with the first case added to it, is due at its end, and can be claimed like any message', async () => {
      const caseId = system.newCaseId();
      expect(await store().joinDigest(digest, caseId)).toBe(true);
      const kept = { ...digest, digestContent: { ...digest.digestContent, ids: [caseId] } };
      expect(await store().loadDelivery(digest.subject)).toEqual(kept);
      expect(await allDue(store(), 'P0', TEN + MINUTE)).toEqual([
        { row: 'delivery', subject: digest.subject, dueAt: TEN + MINUTE },
      ]);
      expect(await store().claim(kept, TEN + 2 * MINUTE)).toMatchObject({ attempts: 1 });
    });

    it('names some cases and counts the others, and counts no named case twice', async () => {
      const all = Array.from({ length: DIGEST_IDS_MAX + 3 }, () => system.newCaseId());
      for (const caseId of all) expect(await store().joinDigest(digest, caseId)).toBe(true);
      for (const caseId of all.slice(0, DIGEST_IDS_MAX)) await store().joinDigest(digest, caseId);
      const { ids = [], others } = (await batched()) ?? {};
      expect(ids.toSorted()).toEqual(all.slice(0, DIGEST_IDS_MAX).toSorted());
      expect(others).toBe(3);
    });

    it('that names all of its cases takes no more than it can name', async () => {
      const all = Array.from({ length: DIGEST_IDS_MAX + 3 }, () => system.newCaseId());
      const join = (caseId: string) => store().joinDigest(digest, caseId, DIGEST_IDS_MAX + 2);
      for (const caseId of all.slice(0, -1)) expect(await join(caseId)).toBe(true);
      expect(await join(all.at(-1) ?? '')).toBe(false);
      expect(await join(all[0] ?? '')).toBe(true);
      const { ids = [], others } = (await batched()) ?? {};
      expect(ids.toSorted()).toEqual(all.slice(0, -1).toSorted());
      expect(others).toBe(0);
    });

    it('loses no case of many that are added at once', async () => {
      const all = Array.from({ length: 20 }, () => system.newCaseId());
      expect(await Promise.all(all.map((caseId) => store().joinDigest(digest, caseId)))).not.toContain(false);
      const { ids = [], others = 0 } = (await batched()) ?? {};
      expect(ids.length + others).toBe(20);
    });

    it('that is being sent, or was sent, accepts no more cases', async () => {
      await store().joinDigest(digest, system.newCaseId());
      const before = await batched();
      const claimed = await store().claim(digest, TEN + 2 * MINUTE);
      expect(await store().joinDigest(digest, system.newCaseId())).toBe(false);
      await store().settle(claimed ?? digest, 'sent');
      expect(await store().joinDigest(digest, system.newCaseId())).toBe(false);
      expect(await batched()).toEqual(before);
    });
  });
}
