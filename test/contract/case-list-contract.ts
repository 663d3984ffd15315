import { describe, expect, it } from 'vitest';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { BoardQuery } from '../../shared/cases/reading/case-list.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { personId, type Scope, stationId } from '../../shared/engine/scope.ts';
import { li, moved, scope, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

const wang = personId('wang');
const elsewhere = scope('chief', li, stationId('st2'));
const resident = { kind: 'resident' } as const;
const guardTypes = ['lost-person', 'found-person'] as const;

export function boardContract(subject: Subject): void {
  const store = () => subject().store;
  const nothing = { facts: [], texts: [], deliveries: [], companions: [] };

  async function put<Stored extends Case>(after: Stored): Promise<Stored> {
    await store().commit({ ...nothing, key: keyOf(after), after });
    return after;
  }
  const report = (part: Parameters<typeof submitted>[0] = {}, now = TEN) => put(submitted(part, now).after);
  const assigned = (found: Case, to = li) => put({ ...moved(found, { move: 'assign', to }).after });

  /** The case ids of all pages of a list. */
  async function list(query: Partial<BoardQuery> = {}, by: Scope = scope()): Promise<readonly string[]> {
    const ids: string[] = [];
    let cursor = query.cursor;
    do {
      const asked: BoardQuery = {
        view: 'open',
        guardTypes,
        now: TEN,
        limit: 50,
        ...query,
        ...(cursor && { cursor }),
      };
      const page = await store().board(by, asked);
      expect(page.rows.length).toBeLessThanOrEqual(asked.limit);
      ids.push(...page.rows.map(({ caseId }) => caseId));
      cursor = page.next;
    } while (cursor !== undefined);
    return ids;
  }

  describe('the board', () => {
    it('shows open cases by due time, with nothing personal', async () => {
      const later = await report({}, TEN + MINUTE);
      const sooner = await report({ type: 'lost-person' }, TEN);
      expect(await list()).toEqual([sooner.caseId, later.caseId]);
      const { rows } = await store().board(scope(), { view: 'open', guardTypes, now: TEN, limit: 1 });
      const { caseId, reference, type, priority, status, place, building } = sooner;
      const { receivedAt, dueAt, dueKind, responsible } = sooner;
      expect(rows).toEqual([
        {
          caseId,
          reference,
          type,
          priority,
          status,
          place,
          building,
          receivedAt,
          dueAt,
          dueKind,
          responsible,
        },
      ]);
    });

    it('shows closed cases apart, newest first', async () => {
      const open = await report();
      const ended = [];
      for (const hour of [2, 1, 3])
        ended.push(
          await put(moved(submitted().after, { move: 'withdraw' }, TEN + hour * HOUR, resident).after),
        );
      const [two, one, three] = ended;
      expect(await list({ view: 'closed', limit: 2 })).toEqual([three?.caseId, two?.caseId, one?.caseId]);
      expect(await list()).toEqual([open.caseId]);
    });

    it('gives every case once, however small the pages and whatever is filtered', async () => {
      const all = [];
      for (let minute = 0; minute < 12; minute += 1)
        all.push(await report({ building: minute % 3 === 0 ? '7' : '8' }, TEN + minute * MINUTE));
      const ids = all.map(({ caseId }) => caseId);
      expect(await list({ limit: 5 })).toEqual(ids);
      expect(await list({ limit: 1, building: '7' })).toEqual(ids.filter((_, minute) => minute % 3 === 0));
    });

    it('continues behind a case that was closed since the last page', async () => {
      const [first, second] = [await report({}, TEN), await report({}, TEN + MINUTE)];
      const page = await store().board(scope(), { view: 'open', guardTypes, now: TEN, limit: 1 });
      const before = first;
      await store().commit({ ...moved(before, { move: 'withdraw' }, TEN, resident), ...nothing });
      expect(await list({ cursor: page.next ?? '' })).toEqual([second.caseId]);
    });

    it('has a view for each question an officer asks', async () => {
      const fresh = await report({}, TEN);
      const mine = await assigned(submitted({}, TEN + MINUTE).after);
      const others = await assigned(submitted({}, TEN + 2 * MINUTE).after, wang);
      const started = moved(submitted({}, TEN + 3 * MINUTE).after, { move: 'start' }, TEN + 4 * MINUTE).after;
      const asked = { move: 'ask-resident', text: 'At what time of day?' } as const;
      const waiting = await put(moved(started, asked, TEN + 5 * MINUTE).after);

      const views = async (view: BoardQuery['view']) => new Set(await list({ view }));
      expect(await views('mine')).toEqual(new Set([mine.caseId]));
      expect(await views('unassigned')).toEqual(new Set([fresh.caseId, waiting.caseId]));
      expect(await views('waiting')).toEqual(new Set([waiting.caseId]));
      const open = [fresh, mine, others, waiting].map(({ caseId }) => caseId);
      expect(await views('open')).toEqual(new Set(open));
    });

    it('lists as overdue what has a broken promise, and what was not handled in time', async () => {
      const found = await report({}, TEN);
      const dueAt = isOpenCase(found) ? found.dueAt : 0;
      expect(await list({ view: 'overdue', now: dueAt })).toEqual([]);
      expect(await list({ view: 'overdue', now: dueAt + 1 })).toEqual([found.caseId]);

      const promiseAt = found.clocks[0]?.promiseAt ?? 0;
      const ticked = moved(found, { move: 'tick' }, promiseAt, { kind: 'clock' });
      expect(ticked.after.dueAt).toBeGreaterThan(promiseAt);
      await store().commit({ ...ticked, ...nothing });
      expect(await list({ view: 'overdue', now: promiseAt })).toEqual([found.caseId]);
    });

    it('narrows any view to reports of low trust, and says why they are', async () => {
      await report();
      const found = await report({ trustReason: 'no-proof' });
      const query = { view: 'open', lowTrust: true, guardTypes, now: TEN, limit: 50 } as const;
      const { rows } = await store().board(scope(), query);
      expect(rows.map(({ caseId, trustReason }) => [caseId, trustReason])).toEqual([
        [found.caseId, 'no-proof'],
      ]);
    });

    it('narrows any view by type and building', async () => {
      const found = await report({ type: 'hazard', building: '9' });
      await report({ type: 'hazard', building: '10' });
      await report({ building: '9' });
      expect(await list({ type: 'hazard', building: '9' })).toEqual([found.caseId]);
    });

    it('shows a guard their own queue and nothing else', async () => {
      const guard = scope('guard', wang);
      const atGuard = await report({ type: 'lost-person' });
      await report({ type: 'hazard' });
      await assigned(submitted().after, li);
      const own = await assigned(submitted({}, TEN + MINUTE).after, wang);
      const escalated = await assigned(submitted({ type: 'found-person' }, TEN + 2 * MINUTE).after, li);
      const theirs = new Set([atGuard.caseId, own.caseId, escalated.caseId]);
      expect(new Set(await list({}, guard))).toEqual(theirs);
      expect(await list({ view: 'mine' }, guard)).toEqual([own.caseId]);
      expect(await list({ view: 'unassigned' }, guard)).toEqual([atGuard.caseId]);
    });
  });

  describe('another station', () => {
    it('sees nothing of this one, in any view', async () => {
      await report();
      await assigned(submitted().after);
      await put(moved(submitted().after, { move: 'withdraw' }, TEN, resident).after);
      for (const view of ['mine', 'unassigned', 'overdue', 'waiting', 'open', 'closed'] as const)
        expect(await list({ view, now: TEN + DAY }, elsewhere)).toEqual([]);
    });

    it('cannot use a cursor of this one', async () => {
      await report({}, TEN);
      await report({}, TEN + MINUTE);
      const own = await report({ station: elsewhere.station }, TEN - MINUTE);
      const { next = '' } = await store().board(scope(), { view: 'open', guardTypes, now: TEN, limit: 1 });
      expect(next).not.toBe('');
      expect(await list({ cursor: next }, elsewhere)).toEqual([own.caseId]);
    });

    it.each(['', 'nonsense', Buffer.from('["a","b"]').toString('base64url'), 'x'.repeat(5000)])(
      'cannot make anything of a cursor like %j but the first page',
      async (cursor) => {
        const found = await report();
        expect(await list({ cursor })).toEqual([found.caseId]);
      },
    );
  });

  describe('a case that cannot be read', () => {
    it('does not break the list', async () => {
      const [spoiled, healthy] = [await report({}, TEN), await report({}, TEN + MINUTE)];
      await subject().spoil(keyOf(spoiled));
      expect(await list()).toContain(healthy.caseId);
    });
  });
}
