import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { RecentReport } from '../../shared/cases/intake/recent-report.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Commit } from '../../shared/engine/commit.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { moved, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

type Reported = ReturnType<typeof submitted>;

const seen = ({ after }: Reported, more: Partial<RecentReport['spot']> = {}): RecentReport => ({
  spot: { station: after.station, place: 'b07-east', type: 'hazard', answers: ['clutter'], ...more },
  key: keyOf(after),
  at: after.receivedAt,
  expiresAt: after.receivedAt + MINUTE,
});

/** One case joins another, each decided on the version that is given. */
function joining(one: Reported['after'], primary: Reported['after']): Commit {
  const { caseId } = one;
  const takenIn = moved(primary, { move: 'link', of: caseId, linked: 1, unlinked: 0 }, TEN, {
    kind: 'co-reporter',
  });
  return {
    ...moved(one, { move: 'mark-duplicate', of: primary.caseId }),
    second: takenIn,
    joins: keyOf(one),
  };
}

export function coReporterContract(subject: Subject): void {
  const store = () => subject().store;
  const report = async (now = TEN, more: Partial<RecentReport['spot']> = {}) => {
    const commit = submitted({ type: 'hazard' }, now);
    await store().commit({ ...commit, recentReport: seen(commit, more) });
    return commit.after;
  };

  describe('what co-reporters reported', () => {
    const range = (found: Reported['after'], since = TEN) => ({
      since,
      before: { at: found.receivedAt, caseId: found.caseId },
    });
    const { spot } = seen(submitted());

    it('is found at its spot, newest first, up to the limit, without the case that asks', async () => {
      const cases = [await report(), await report(TEN + 1), await report(TEN + 2), await report(TEN + 3)];
      const last = cases[3] ?? never();
      const ids = async (limit: number) =>
        (await store().recentReports(spot, range(last), limit)).map(({ caseId }) => caseId);
      expect(await ids(10)).toEqual([cases[2], cases[1], cases[0]].map((one) => one?.caseId));
      expect(await ids(2)).toEqual([cases[2], cases[1]].map((one) => one?.caseId));
    });

    it('of one instant is in one order, so that two never find each other', async () => {
      const [one, other] = [await report(), await report()];
      const found = [
        await store().recentReports(spot, range(one), 10),
        await store().recentReports(spot, range(other), 10),
      ];
      expect(found.map(({ length }) => length).toSorted()).toEqual([0, 1]);
    });

    it('is not found before its time, elsewhere, or of another kind', async () => {
      await report();
      await report(TEN + 1, { place: 'b08-east' });
      await report(TEN + 1, { station: stationId('st2') });
      await report(TEN + 1, { answers: ['equipment'] });
      await report(TEN + 1, { type: 'other' });
      const last = await report(TEN + 2);
      expect(await store().recentReports(spot, range(last, TEN + 1), 10)).toEqual([]);
      expect(await store().recentReports(spot, range(last), 10)).toHaveLength(1);
    });
  });

  describe('two cases that become one', () => {
    it('are written together, and the one leads to the other', async () => {
      const [primary, one, stranger] = [await report(), await report(TEN + 1), await report(TEN + 2)];
      const commit = joining(one, primary);
      expect(await store().commit(commit)).toEqual({ ok: true });
      expect(await store().load(keyOf(one))).toEqual(commit.after);
      expect(await store().load(keyOf(primary))).toEqual(commit.second?.after);
      expect((await store().history(keyOf(primary))).facts).toHaveLength(2);
      expect(await store().linkedTo(keyOf(primary), 10)).toEqual([keyOf(one)]);
      expect(await store().linkedTo(keyOf(stranger), 10)).toEqual([]);
    });

    it.each(['one', 'primary'] as const)(
      'are not written at all when %s was changed meanwhile',
      async (whose) => {
        const cases = { primary: await report(), one: await report(TEN + 1) };
        const commit = joining(cases.one, cases.primary);
        const meanwhile = moved(cases[whose], { move: 'acknowledge' });
        await store().commit(meanwhile);
        expect(await store().commit(commit)).toEqual({ ok: false, conflict: 'version' });
        const other = whose === 'one' ? cases.primary : cases.one;
        expect(await store().load(keyOf(other))).toEqual(other);
        expect(await store().load(keyOf(cases[whose]))).toEqual(meanwhile.after);
        expect(await store().linkedTo(keyOf(cases.primary), 10)).toEqual([]);
      },
    );

    it('lead to no more of those who joined than was asked for', async () => {
      let primary = await report();
      for (let index = 1; index <= 3; index += 1) {
        const commit = joining(await report(TEN + index), primary);
        await store().commit(commit);
        primary = (commit.second?.after ?? never()) as typeof primary;
      }
      expect(await store().linkedTo(keyOf(primary), 10)).toHaveLength(3);
      expect(await store().linkedTo(keyOf(primary), 2)).toHaveLength(2);
      expect(await store().load(keyOf(primary))).toMatchObject({ linked: 3 });
    });
  });
}

function never(): never {
  throw new Error('the report was taken in');
}
