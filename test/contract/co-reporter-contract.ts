import { describe, expect, it } from 'vitest';
import type { Case, OpenCase } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { linkCompanion, linkedTo, newLink, undoneLink } from '../../shared/cases/case-link.ts';
import {
  type RecentReport,
  recentReportCompanion,
  recentReports,
  type Spot,
} from '../../shared/cases/intake/recent-report.ts';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { type CaseCommit, moved, type Reported, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

const seen = ({ key, after }: Reported, more: Partial<Spot> = {}): RecentReport => ({
  spot: { station: after.station, place: 'b07-east', type: 'hazard', answers: ['clutter'], ...more },
  key,
  at: after.receivedAt,
  expiresAt: after.receivedAt + MINUTE,
});

/** The two commits that link a case to a primary case, each decided on the given version. */
function linkSteps(one: OpenCase, primary: Case): readonly [CaseCommit, CaseCommit] {
  const { caseId } = one;
  const { type, priority } = one;
  const link = {
    ...({ move: 'link', of: caseId, linked: 1, unlinked: 0 } as const),
    ...{ type, priority, urgentAnswers: {}, owed: [] },
  };
  const own = moved(one, { move: 'mark-duplicate', of: primary.caseId });
  return [
    { ...own, companions: [linkCompanion(keyOf(primary), keyOf(one))] },
    moved(primary, link, TEN, { kind: 'co-reporter' }),
  ];
}

export function coReporterContract(subject: Subject): void {
  const store = () => subject().store;
  const report = async (now = TEN, more: Partial<Spot> = {}) => {
    const commit = submitted({ type: 'hazard' }, now);
    const companions = [...commit.companions, recentReportCompanion(seen(commit, more))];
    await store().commit({ ...commit, companions });
    return commit.after;
  };

  describe('what co-reporters reported', () => {
    const range = (found: OpenCase, since = TEN) => ({
      since,
      before: { at: found.receivedAt, caseId: found.caseId },
    });
    const { spot } = seen(submitted());

    it('is found at its place, newest first, up to the limit, without the requesting case', async () => {
      const cases = [await report(), await report(TEN + 1), await report(TEN + 2), await report(TEN + 3)];
      const last = cases[3] ?? never();
      const ids = async (limit: number) =>
        (await recentReports(store(), spot, range(last), limit)).map(({ id }) => id);
      expect(await ids(10)).toEqual([cases[2], cases[1], cases[0]].map((one) => one?.caseId));
      expect(await ids(2)).toEqual([cases[2], cases[1]].map((one) => one?.caseId));
    });

    it('at the same instant has a fixed order, so that two cases never find each other', async () => {
      const [one, other] = [await report(), await report()];
      const found = [
        await recentReports(store(), spot, range(one), 10),
        await recentReports(store(), spot, range(other), 10),
      ];
      expect(found.map(({ length }) => length).toSorted()).toEqual([0, 1]);
    });

    it('is not found before the start of the range, at another place, or of another type', async () => {
      await report();
      await report(TEN + 1, { place: 'b08-east' });
      await report(TEN + 1, { station: stationId('st2') });
      await report(TEN + 1, { answers: ['equipment'] });
      await report(TEN + 1, { type: 'other' });
      const last = await report(TEN + 2);
      expect(await recentReports(store(), spot, range(last, TEN + 1), 10)).toEqual([]);
      expect(await recentReports(store(), spot, range(last), 10)).toHaveLength(1);
    });
  });

  describe('a link of two cases', () => {
    it('is written with both cases, and leads from one to the other', async () => {
      const [primary, one, stranger] = [await report(), await report(TEN + 1), await report(TEN + 2)];
      const [own, linkedCases] = linkSteps(one, primary);
      expect(await store().commit(own, linkedCases)).toEqual({ ok: true });
      expect(await store().load(keyOf(one))).toEqual(own.after);
      expect(await store().load(keyOf(primary))).toEqual(linkedCases.after);
      expect((await store().history(keyOf(primary))).facts).toHaveLength(2);
      expect(await linkedTo(store(), keyOf(primary), 10)).toEqual([keyOf(one)]);
      expect(await linkedTo(store(), keyOf(stranger), 10)).toEqual([]);
    });

    it.each(['one', 'primary'] as const)(
      'are not written at all when %s was changed meanwhile',
      async (whose) => {
        const cases = { primary: await report(), one: await report(TEN + 1) };
        const [own, linkedCases] = linkSteps(cases.one, cases.primary);
        const meanwhile = moved(cases[whose], { move: 'acknowledge' });
        await store().commit(meanwhile);
        expect(await store().commit(own, linkedCases)).toEqual({ ok: false, conflict: 'version' });
        const other = whose === 'one' ? cases.primary : cases.one;
        expect(await store().load(keyOf(other))).toEqual(other);
        expect(await store().load(keyOf(cases[whose]))).toEqual(meanwhile.after);
        expect(await linkedTo(store(), keyOf(cases.primary), 10)).toEqual([]);
      },
    );

    it('leads nowhere once it was undone, until it is made again', async () => {
      const [primary, one] = [await report(), await report(TEN + 1)];
      await store().commit(...linkSteps(one, primary));
      const keys = [keyOf(primary), keyOf(one)] as const;
      const undone = await undoneLink(store(), ...keys);
      expect(await store().writeCompanions([undone])).toBe(true);
      expect(await linkedTo(store(), keys[0], 10)).toEqual([]);
      const again = await newLink(store(), ...keys);
      expect(await store().writeCompanions([again])).toBe(true);
      expect(await linkedTo(store(), keys[0], 10)).toEqual([keys[1]]);
      // Whoever read the row before it was changed writes nothing.
      expect(await store().writeCompanions([again])).toBe(false);
    });

    it('is listed with no more linked cases than the limit', async () => {
      let primary: Case = await report();
      for (let index = 1; index <= 3; index += 1) {
        const [own, linkedCases] = linkSteps(await report(TEN + index), primary);
        await store().commit(own, linkedCases);
        primary = linkedCases.after;
      }
      expect(await linkedTo(store(), keyOf(primary), 10)).toHaveLength(3);
      expect(await linkedTo(store(), keyOf(primary), 2)).toHaveLength(2);
      expect(await store().load(keyOf(primary))).toMatchObject({ linked: 3 });
    });
  });
}

function never(): never {
  throw new Error('the report was taken in');
}
