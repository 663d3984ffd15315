import { describe, expect, it } from 'vitest';
import { type Case, isOpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { type BoardQuery, boardViews } from '../../shared/cases/reading/case-list.ts';
import { isOverdue } from '../../shared/cases/reading/overdue.ts';
import { DAY, HOUR, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { defined } from '../../shared/engine/defined.ts';
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

  const asked = (query: Partial<BoardQuery> = {}): BoardQuery => ({
    view: 'open',
    list: query.view === 'closed' ? 'closed' : 'open',
    guardTypes,
    now: TEN,
    limit: 50,
    ...query,
  });

  /** The case ids of all pages of a list; `between` is called after each page. */
  async function list(
    query: Partial<BoardQuery> = {},
    by: Scope = scope(),
    between: () => Promise<unknown> = async () => undefined,
  ): Promise<readonly string[]> {
    const ids: string[] = [];
    let after = query.after;
    do {
      const page = await store().board(by, { ...asked(query), ...defined({ after }) });
      expect(page.rows.length).toBeLessThanOrEqual(asked(query).limit);
      ids.push(...page.rows.map(({ caseId }) => caseId));
      after = page.next;
      if (after !== undefined) await between();
    } while (after !== undefined);
    return ids;
  }

  describe('the board', () => {
    it('shows open cases by due time, with nothing personal', async () => {
      const later = await report({}, TEN + MINUTE);
      const sooner = await report({ type: 'lost-person' }, TEN);
      expect(await list()).toEqual([sooner.caseId, later.caseId]);
      const { rows } = await store().board(scope(), asked({ limit: 1 }));
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
      const page = await store().board(scope(), asked({ limit: 1 }));
      const before = first;
      await store().commit({ ...moved(before, { move: 'withdraw' }, TEN, resident), ...nothing });
      expect(await list(defined({ after: page.next }))).toEqual([second.caseId]);
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

    it('lists as overdue exactly the rows that the one definition calls overdue', async () => {
      const fresh = await report({}, TEN);
      const emergency = await report({ type: 'lost-person' }, TEN + MINUTE);
      const promiseAt = fresh.clocks[0]?.promiseAt ?? 0;
      const broken = await report({}, TEN);
      await store().commit({ ...moved(broken, { move: 'tick' }, promiseAt, { kind: 'clock' }), ...nothing });
      const edges = [fresh, emergency, broken].flatMap(({ dueAt = 0 }) => [dueAt - 1, dueAt, dueAt + 1]);
      for (const now of [...edges, promiseAt, TEN + DAY]) {
        const { rows } = await store().board(scope(), {
          view: 'open',
          list: 'open',
          guardTypes,
          now,
          limit: 50,
        });
        expect(rows).toHaveLength(3);
        const overdue = rows.filter((row) => isOverdue(row, now)).map(({ caseId }) => caseId);
        expect(await list({ view: 'overdue', now })).toEqual(overdue);
      }
    });

    it('narrows any view to reports of low trust, and says why they are', async () => {
      await report();
      const found = await report({ trustReason: 'no-proof' });
      const { rows } = await store().board(scope(), asked({ lowTrust: true }));
      expect(rows.map(({ caseId, trustReason }) => [caseId, trustReason])).toEqual([
        [found.caseId, 'no-proof'],
      ]);
    });

    it.each(['open', 'received'] as const)(
      'narrows any view by each clause, and by several at once, in the list %s',
      async (name) => {
        const hazard = await report({ type: 'hazard', building: '9' });
        const elsewhere = await report({ type: 'hazard', building: '10', place: 'b10-1' }, TEN + MINUTE);
        const mine = await assigned(submitted({ building: '9' }, TEN + 2 * MINUTE).after);
        const by = (query: Partial<BoardQuery>) => list({ ...query, list: name });
        expect(await by({ type: 'hazard', building: '9' })).toEqual([hazard.caseId]);
        expect(await by({ place: 'b10-1' })).toEqual([elsewhere.caseId]);
        expect(await by({ status: 'assigned' })).toEqual([mine.caseId]);
        expect(await by({ assignee: li, building: '9' })).toEqual([mine.caseId]);
        expect(await by({ assignee: wang })).toEqual([]);
        expect(new Set(await by({ priority: 'P2' }))).toEqual(
          new Set(
            [hazard, elsewhere, mine].filter(({ priority }) => priority === 'P2').map(({ caseId }) => caseId),
          ),
        );
        expect(await by({ receivedFrom: TEN + MINUTE, receivedBefore: TEN + 2 * MINUTE })).toEqual([
          elsewhere.caseId,
        ]);
        expect(await by({ receivedBefore: TEN + 1 })).toEqual([hazard.caseId]);
        expect(await by({ receivedFrom: TEN + MINUTE, receivedBefore: TEN })).toEqual([]);
      },
    );

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

  describe('the order of receipt', () => {
    it('shows open and closed cases, oldest first', async () => {
      const second = await report({}, TEN + MINUTE);
      const closed = await put(moved(submitted().after, { move: 'withdraw' }, TEN + HOUR, resident).after);
      expect(await list({ list: 'received', view: 'all' })).toEqual([closed.caseId, second.caseId]);
      expect(await list({ list: 'received', view: 'open' })).toEqual([second.caseId]);
      expect(await list({ list: 'received', view: 'closed' })).toEqual([closed.caseId]);
    });

    it('gives each case once, in the same order every time, also those of one instant', async () => {
      const all: Case[] = [];
      for (let index = 0; index < 9; index += 1) all.push(await report({}, TEN + (index % 3) * MINUTE));
      const query = { list: 'received', view: 'all', limit: 2 } as const;
      const shown = await list(query);
      expect(shown.toSorted()).toEqual(all.map(({ caseId }) => caseId).toSorted());
      expect(await list({ ...query, limit: 4 })).toEqual(shown);
      const times = shown.map((id) => all.find(({ caseId }) => caseId === id)?.receivedAt ?? 0);
      expect(times).toEqual(times.toSorted((one, other) => one - other));
    });

    it('misses no case and repeats none, whatever happens to it while somebody pages', async () => {
      const all = new Map<string, Case>();
      for (let index = 0; index < 8; index += 1) {
        const found = await report({}, TEN + index * MINUTE);
        all.set(found.caseId, found);
      }
      const changes = [...all.values()].toReversed();
      const between = async () => {
        // Each page ends, and another case is closed or becomes urgent: its place in the work list changes.
        const before = changes.shift();
        if (before === undefined) return;
        const step =
          changes.length % 2 === 0
            ? moved(before, { move: 'withdraw' }, TEN + HOUR, resident)
            : moved(before, { move: 'retype', type: 'lost-person', details: {} }, TEN + HOUR);
        await store().commit({ ...step, ...nothing });
      };
      const shown = await list({ list: 'received', view: 'all', limit: 1 }, scope(), between);
      expect(shown).toEqual([...all.keys()]);
    });

    it('shows a case that came in meanwhile at the end', async () => {
      const [first, second] = [await report({}, TEN), await report({}, TEN + MINUTE)];
      let third: Case | undefined;
      const between = async () => {
        third ??= await report({}, TEN + HOUR);
      };
      const shown = await list({ list: 'received', view: 'all', limit: 1 }, scope(), between);
      expect(shown).toEqual([first.caseId, second.caseId, third?.caseId]);
    });

    it('shows a guard their own queue and nothing else', async () => {
      const atGuard = await report({ type: 'lost-person' });
      await report({ type: 'hazard' });
      expect(await list({ list: 'received', view: 'all' }, scope('guard', wang))).toEqual([atGuard.caseId]);
    });

    it('reads a bounded number of rows for a page that finds little, and goes on from there', async () => {
      const many = 620;
      const rows = Array.from({ length: many }, (_, index) => submitted({}, TEN + index * MINUTE).after);
      for (let at = 0; at < rows.length; at += 20) await Promise.all(rows.slice(at, at + 20).map(put));
      const last = await report({ building: '9' }, TEN + many * MINUTE);
      const query = { list: 'received', view: 'all', building: '9' } as const;
      expect(await list(query)).toEqual([last.caseId]);
    });
  });

  describe('rows by id', () => {
    it('come in the order asked for, without what is not there or belongs to another station', async () => {
      const [one, other] = [await report(), await report()];
      const foreign = await report({ station: elsewhere.station });
      const ids = [other.caseId, foreign.caseId, one.caseId, submitted().after.caseId];
      const rows = await store().boardRows(scope(), ids);
      expect(rows.map(({ caseId }) => caseId)).toEqual([other.caseId, one.caseId]);
      expect(await store().boardRows(scope(), [])).toEqual([]);
    });
  });

  describe('another station', () => {
    it('sees nothing of this one, in any view', async () => {
      await report();
      await assigned(submitted().after);
      await put(moved(submitted().after, { move: 'withdraw' }, TEN, resident).after);
      for (const view of boardViews) {
        expect(await list({ view, now: TEN + DAY }, elsewhere)).toEqual([]);
        expect(await list({ view, list: 'received', now: TEN + DAY }, elsewhere)).toEqual([]);
      }
    });
  });

  describe('a case that cannot be read', () => {
    it('does not break the list', async () => {
      const [spoiled, healthy] = [await report({}, TEN), await report({}, TEN + MINUTE)];
      await subject().spoil(keyOf(spoiled));
      expect(await list()).toContain(healthy.caseId);
    });
  });
}
