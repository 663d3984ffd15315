import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/domain/case-key.ts';
import { MINUTE } from '../../shared/domain/instant.ts';
import { stationId } from '../../shared/domain/scope.ts';
import type { Commit, Sighting } from '../../shared/records.ts';
import { moved, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

type Reported = ReturnType<typeof submitted>;

const seen = ({ after }: Reported, more: Partial<Sighting['spot']> = {}): Sighting => ({
  spot: { station: after.station, place: 'b07-east', type: 'hazard', answers: ['clutter'], ...more },
  key: keyOf(after),
  at: after.receivedAt,
  expiresAt: after.receivedAt + MINUTE,
});

/** One case joins another, each decided on the version that is given. */
function joining(one: Reported['after'], survivor: Reported['after']): Commit {
  const { caseId } = one;
  const takenIn = moved(survivor, { move: 'take-in', of: caseId, joined: 1, parted: 0 }, TEN, {
    kind: 'neighbour',
  });
  return {
    ...moved(one, { move: 'mark-duplicate', of: survivor.caseId }),
    beside: takenIn,
    joins: keyOf(one),
  };
}

export function neighbourContract(subject: Subject): void {
  const store = () => subject().store;
  const report = async (now = TEN, more: Partial<Sighting['spot']> = {}) => {
    const commit = submitted({ type: 'hazard' }, now);
    await store().commit({ ...commit, sighting: seen(commit, more) });
    return commit.after;
  };

  describe('what neighbours reported', () => {
    const range = (found: Reported['after'], since = TEN) => ({
      since,
      before: { at: found.receivedAt, caseId: found.caseId },
    });
    const { spot } = seen(submitted());

    it('is found at its spot, newest first, up to the limit, without the case that asks', async () => {
      const cases = [await report(), await report(TEN + 1), await report(TEN + 2), await report(TEN + 3)];
      const last = cases[3] ?? never();
      const ids = async (limit: number) =>
        (await store().sightings(spot, range(last), limit)).map(({ caseId }) => caseId);
      expect(await ids(10)).toEqual([cases[2], cases[1], cases[0]].map((one) => one?.caseId));
      expect(await ids(2)).toEqual([cases[2], cases[1]].map((one) => one?.caseId));
    });

    it('of one instant is in one order, so that two never find each other', async () => {
      const [one, other] = [await report(), await report()];
      const found = [
        await store().sightings(spot, range(one), 10),
        await store().sightings(spot, range(other), 10),
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
      expect(await store().sightings(spot, range(last, TEN + 1), 10)).toEqual([]);
      expect(await store().sightings(spot, range(last), 10)).toHaveLength(1);
    });
  });

  describe('two cases that become one', () => {
    it('are written together, and the one leads to the other', async () => {
      const [survivor, one, stranger] = [await report(), await report(TEN + 1), await report(TEN + 2)];
      const commit = joining(one, survivor);
      expect(await store().commit(commit)).toEqual({ ok: true });
      expect(await store().load(keyOf(one))).toEqual(commit.after);
      expect(await store().load(keyOf(survivor))).toEqual(commit.beside?.after);
      expect((await store().history(keyOf(survivor))).facts).toHaveLength(2);
      expect(await store().joinedTo(keyOf(survivor), 10)).toEqual([keyOf(one)]);
      expect(await store().joinedTo(keyOf(stranger), 10)).toEqual([]);
    });

    it.each(['one', 'survivor'] as const)(
      'are not written at all when %s was changed meanwhile',
      async (whose) => {
        const cases = { survivor: await report(), one: await report(TEN + 1) };
        const commit = joining(cases.one, cases.survivor);
        const meanwhile = moved(cases[whose], { move: 'acknowledge' });
        await store().commit(meanwhile);
        expect(await store().commit(commit)).toEqual({ ok: false, conflict: 'version' });
        const other = whose === 'one' ? cases.survivor : cases.one;
        expect(await store().load(keyOf(other))).toEqual(other);
        expect(await store().load(keyOf(cases[whose]))).toEqual(meanwhile.after);
        expect(await store().joinedTo(keyOf(cases.survivor), 10)).toEqual([]);
      },
    );

    it('lead to no more of those who joined than was asked for', async () => {
      let survivor = await report();
      for (let index = 1; index <= 3; index += 1) {
        const commit = joining(await report(TEN + index), survivor);
        await store().commit(commit);
        survivor = (commit.beside?.after ?? never()) as typeof survivor;
      }
      expect(await store().joinedTo(keyOf(survivor), 10)).toHaveLength(3);
      expect(await store().joinedTo(keyOf(survivor), 2)).toHaveLength(2);
      expect(await store().load(keyOf(survivor))).toMatchObject({ joined: 3 });
    });
  });
}

function never(): never {
  throw new Error('the report was taken in');
}
