import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { HOUR, type Instant, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Priority } from '../../shared/engine/priority.ts';
import type { Commit } from '../../shared/engine/storage/commit.ts';
import type { DueRow } from '../../shared/engine/storage/due-row.ts';
import type { DueStore } from '../../shared/engine/storage/store.ts';
import { Unreadable } from '../../shared/engine/storage/store-errors.ts';
import { brief, moved, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

/** All due rows of a lane, over all shards and pages; within a shard the earliest first. */
export async function allDue(
  store: DueStore,
  lane: Priority,
  now: Instant,
  limit = 100,
): Promise<readonly DueRow[]> {
  const shards: DueRow[][] = [];
  for (let shard = 0; shard < store.shardsPerLane; shard += 1) {
    const rows: DueRow[] = [];
    let cursor: string | undefined;
    do {
      const page = await store.due(lane, shard, now, limit, cursor);
      expect(page.rows.length).toBeLessThanOrEqual(limit);
      rows.push(...page.rows);
      cursor = page.next;
    } while (cursor !== undefined);
    expect(rows).toEqual(rows.toSorted((left, right) => left.dueAt - right.dueAt));
    shards.push(rows);
  }
  return shards.flat();
}

export function dueContract(subject: Subject): void {
  const store = () => subject().store;

  const dueIn = (lane: Priority, now: Instant, limit?: number) => allDue(store(), lane, now, limit);
  const quiet = (commit: ReturnType<typeof submitted>): typeof commit => ({ ...commit, deliveries: [] });
  const ids = (rows: readonly DueRow[]) =>
    rows.map((row) => (row.row === 'aggregate' ? row.key.id : row.subject));

  describe('the due index', () => {
    it('has a case at the instant it is due, and not a millisecond before', async () => {
      const { after } = await commit(quiet(submitted()));
      expect(await dueIn('P2', after.dueAt - 1)).toEqual([]);
      expect(await dueIn('P2', after.dueAt)).toEqual([
        { row: 'aggregate', key: keyOf(after), dueAt: after.dueAt },
      ]);
      expect(await dueIn('P1', after.dueAt)).toEqual([]);
    });

    it('gives every row once, earliest first, however small the pages', async () => {
      const cases = [];
      for (const minute of [4, 1, 6, 0, 3, 5, 2])
        cases.push((await commit(quiet(submitted({}, TEN + minute * MINUTE)))).after);
      const found = await dueIn('P2', TEN + HOUR, 2);
      expect(found).toHaveLength(cases.length);
      expect(new Set(ids(found))).toEqual(new Set(cases.map(({ caseId }) => caseId)));
    });

    it('has cases, pending deliveries and briefs', async () => {
      const report = await commit(submitted());
      await store().addMessage(brief);
      const subjects = report.deliveries.map((delivery) => delivery.subject);
      expect(ids(await dueIn('P2', TEN))).toEqual(subjects);
      expect(await dueIn('P3', TEN)).toEqual([{ row: 'delivery', subject: brief.subject, dueAt: TEN }]);
    });

    it('moves a case with each step, and loses it when it ends', async () => {
      const { after } = await commit(quiet(submitted()));
      const acknowledged = moved(after, { move: 'acknowledge' }, TEN + MINUTE);
      await store().commit(acknowledged);
      const dueAt = acknowledged.after.dueAt ?? 0;
      expect(dueAt).toBeGreaterThan(after.dueAt);
      expect(await dueIn('P2', dueAt - 1)).toEqual([]);
      expect(await dueIn('P2', dueAt)).toHaveLength(1);
      const over = moved(acknowledged.after, { move: 'withdraw' }, TEN + MINUTE, { kind: 'resident' });
      await store().commit({ ...over, deliveries: [] });
      expect(await dueIn('P2', dueAt)).toEqual([]);
    });
  });

  describe('parking', () => {
    it('postpones a row until the given time, and counts', async () => {
      const { after } = await commit(quiet(submitted()));
      const [row = never()] = await dueIn('P2', after.dueAt);
      expect(await store().timesParked(row)).toBe(0);
      expect(await store().park(row, after.dueAt + HOUR)).toBe(1);
      expect(await store().timesParked(row)).toBe(1);
      expect(await dueIn('P2', after.dueAt + HOUR - 1)).toEqual([]);
      const [later = never()] = await dueIn('P2', after.dueAt + HOUR);
      expect(await store().park(later, after.dueAt + 2 * HOUR)).toBe(2);
    });

    it('does not change a row that has moved meanwhile', async () => {
      const { after } = await commit(quiet(submitted()));
      const [row = never()] = await dueIn('P2', after.dueAt);
      const acknowledged = moved(after, { move: 'acknowledge' }, TEN + MINUTE);
      await store().commit(acknowledged);
      expect(await store().park(row, TEN + HOUR)).toBeUndefined();
      expect(await dueIn('P2', acknowledged.after.dueAt ?? 0)).toHaveLength(1);
    });

    it('changes nothing of the case itself, and the next commit clears it', async () => {
      const { after } = await commit(quiet(submitted()));
      const [row = never()] = await dueIn('P2', after.dueAt);
      await store().park(row, after.dueAt + 24 * HOUR);
      expect(await store().load(keyOf(after))).toEqual(after);
      const acknowledged = moved(after, { move: 'acknowledge' }, TEN + MINUTE);
      expect(await store().commit(acknowledged)).toEqual({ ok: true });
      const [again = never()] = await dueIn('P2', acknowledged.after.dueAt ?? 0);
      expect(await store().timesParked(again)).toBe(0);
      expect(await store().park(again, TEN + HOUR)).toBe(1);
    });

    it('works on an unreadable row, and the rows after it are served', async () => {
      const { after } = await commit(quiet(submitted()));
      const readable = (await commit(quiet(submitted()))).after;
      await subject().spoil(keyOf(after));
      await expect(store().load(keyOf(after))).rejects.toThrow(Unreadable);
      const rows = await dueIn('P2', after.dueAt);
      const row = rows.find((found) => found.row === 'aggregate' && found.key.id === after.caseId) ?? never();
      expect(await store().park(row, after.dueAt + HOUR)).toBe(1);
      expect(ids(await dueIn('P2', after.dueAt))).toEqual([readable.caseId]);
    });

    it('works on a delivery, whose next claim clears it', async () => {
      const { deliveries } = await commit(submitted({ reachable: false }));
      const [row = never()] = await dueIn('P2', TEN);
      expect(await store().park(row, TEN + MINUTE)).toBe(1);
      expect(await store().claim(deliveries[0] ?? never(), TEN + 2 * MINUTE)).toBeDefined();
      const [again = never()] = await dueIn('P2', TEN + 2 * MINUTE);
      expect(await store().park(again, TEN + HOUR)).toBe(1);
    });
  });

  async function commit<Made extends Commit>(made: Made): Promise<Made> {
    expect(await store().commit(made)).toEqual({ ok: true });
    return made;
  }
}

function never(): never {
  throw new Error('there is such a row');
}
