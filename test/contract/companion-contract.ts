import { describe, expect, it } from 'vitest';
import { MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { Companion, CompanionRange } from '../../shared/engine/storage/companion.ts';
import { commandRow, enclosedRow } from '../../shared/engine/storage/keys.ts';
import { oneTimeUse } from '../../shared/engine/storage/one-time-use.ts';
import type { Row } from '../../shared/engine/storage/row.ts';
import { type CaseCommit, moved, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

/** A companion for the contract alone: a store treats all companions alike. */
const companion = (sk: string, values: Row = {}, more: Partial<Companion> = {}): Companion => ({
  key: { pk: 'S#st1#X#one', sk },
  values,
  condition: 'absent',
  conflict: sk,
  ...more,
});
const rowOf = ({ key, values }: Companion): Row => ({ ...key, ...values });

export function companionContract(subject: Subject): void {
  const store = () => subject().store;
  const write = (...companions: readonly Companion[]) => store().writeCompanions(companions);
  const read = ({ key }: Companion) => store().companion(key);

  describe('a companion', () => {
    it('is found under its key, as it was written, and under no other', async () => {
      const one = companion('a', { text: 'x', number: 7, list: ['y'], map: { z: true } });
      expect(await read(one)).toBeUndefined();
      expect(await write(one)).toBe(true);
      expect(await read(one)).toEqual(rowOf(one));
      expect(await store().companion({ ...one.key, sk: 'b' })).toBeUndefined();
      expect(await store().companion({ ...one.key, pk: 'S#st1#X#other' })).toBeUndefined();
    });

    it('that must be absent is not written over the one that is there', async () => {
      const first = companion('a', { state: 'first' });
      await write(first);
      expect(await write(companion('a', { state: 'second' }))).toBe(false);
      expect(await read(first)).toEqual(rowOf(first));
    });

    it('that must be absent is written once of twenty at the same time', async () => {
      const all = Array.from({ length: 20 }, (_, index) => companion('a', { index }));
      const written = await Promise.all(all.map((one) => write(one)));
      expect(written.filter(Boolean)).toHaveLength(1);
      const winner = all[written.indexOf(true)] ?? never();
      expect(await read(winner)).toEqual(rowOf(winner));
    });

    it('replaces the one that has the values seen, and all of it', async () => {
      await write(companion('a', { state: 'old', grants: 1, forgotten: 'x' }));
      const next = companion(
        'a',
        { state: 'new', grants: 2 },
        { condition: { unchanged: { state: 'old', grants: 1, note: undefined } } },
      );
      expect(await write(next)).toBe(true);
      expect(await read(next)).toEqual(rowOf(next));
    });

    it('stands in its queue from its time on, the oldest first, until it is written without', async () => {
      const inQueue = (sk: string, minutes: number, queue = 'work'): Companion =>
        companion(
          sk,
          { state: 'queued' },
          { key: { pk: `S#st1#X#${sk}`, sk }, queued: { queue, at: TEN + minutes * MINUTE } },
        );
      const [late, early, other] = [inQueue('a', 2), inQueue('b', 1), inQueue('c', 1, 'other')];
      await write(late, early, other);
      const names = async (now: number, limit = 9) =>
        (await store().queued('work', now, limit)).map(({ sk }) => sk).toSorted();
      expect(await names(TEN)).toEqual([]);
      expect(await names(TEN + MINUTE)).toEqual(['b']);
      expect(await names(TEN + 2 * MINUTE)).toEqual(['a', 'b']);
      expect(await names(TEN + 2 * MINUTE, 1)).toEqual(['b']);
      expect(await store().queued('other', TEN + MINUTE, 9)).toEqual([other.key]);
      expect(await store().due('P0', 0, TEN + MINUTE, 9)).toEqual({ rows: [] });
      const { queued: _, ...done } = early;
      await write({ ...done, values: { state: 'done' }, condition: { unchanged: { state: 'queued' } } });
      expect(await names(TEN + 2 * MINUTE)).toEqual(['a']);
      expect(await read(early)).toEqual({ ...early.key, state: 'done' });
    });

    it.each<readonly [string, Row]>([
      ['one value is another by now', { state: 'old', grants: 2 }],
      ['a value is there that was seen to be absent', { state: 'old', note: undefined }],
      ['a value was seen that it does not have', { state: 'old', other: 'x' }],
    ])('leaves the one that is there as it is when %s', async (_, unchanged) => {
      const before = companion('a', { state: 'old', grants: 1, note: 'n' });
      await write(before);
      expect(await write(companion('a', { state: 'new' }, { condition: { unchanged } }))).toBe(false);
      expect(await read(before)).toEqual(rowOf(before));
    });

    it.each<readonly [string, Row]>([
      ['with values', { state: 'old' }],
      ['with no values in particular', {}],
    ])('that was seen %s is not made anew where none is', async (_, unchanged) => {
      const next = companion('a', { state: 'new' }, { condition: { unchanged } });
      expect(await write(next)).toBe(false);
      expect(await read(next)).toBeUndefined();
    });

    it('is replaced once of twenty that saw the same', async () => {
      await write(companion('a', { grants: 1 }));
      const all = Array.from({ length: 20 }, (_, by) =>
        companion('a', { grants: 2, by }, { condition: { unchanged: { grants: 1 } } }),
      );
      const written = await Promise.all(all.map((one) => write(one)));
      expect(written.filter(Boolean)).toHaveLength(1);
      const winner = all[written.indexOf(true)] ?? never();
      expect(await read(winner)).toEqual(rowOf(winner));
    });

    it('that may be forgotten later is until then like any other', async () => {
      const one = companion('a', { state: 'x', expiresAt: TEN + 1 }, { expiresAt: TEN + 1 });
      await write(one);
      expect(await read(one)).toMatchObject(rowOf(one));
      expect(await store().companions(one.key.pk, { limit: 10 })).toMatchObject([rowOf(one)]);
      expect(await write(one)).toBe(false);
    });

    it('that may be used once is used once of twenty at the same time', async () => {
      const use = (nonce: string) => write(oneTimeUse({ nonce, expiresAt: TEN + MINUTE }, 'used'));
      const all = await Promise.all(Array.from({ length: 20 }, () => use('posters-x')));
      expect(all.filter(Boolean)).toHaveLength(1);
      expect(await use('posters-y')).toBe(true);
    });
  });

  describe('companions of no step', () => {
    it('are written all together', async () => {
      const elsewhere = companion('a', { in: 'two' }, { key: { pk: 'S#st1#X#two', sk: 'a' } });
      const all = [companion('a', { in: 'one' }), companion('b', { in: 'one' }), elsewhere];
      expect(await write(...all)).toBe(true);
      expect(await Promise.all(all.map(read))).toEqual(all.map(rowOf));
    });

    it.each([0, 1, 2])('are not written at all when the condition of number %i does not hold', async (at) => {
      const all = ['a', 'b', 'c'].map((sk) => companion(sk, { state: 'new' }));
      const lost = all[at] ?? never();
      await write({ ...lost, values: { state: 'old' } });
      expect(await write(...all)).toBe(false);
      const found = await Promise.all(all.map(read));
      expect(found).toEqual(all.map((one) => (one === lost ? { ...one.key, state: 'old' } : undefined)));
    });
  });

  describe('the companions of one partition', () => {
    const names = ['a', 'b10', 'b9', 'c', 'd'];
    const { pk } = companion('').key;
    const inRange = async (range: Partial<CompanionRange> = {}) =>
      (await store().companions(pk, { limit: 10, ...range })).map(({ sk }) => sk);
    const filled = () => write(...names.toReversed().map((sk) => companion(sk, { of: sk })));

    it('are given in the order of their names as text, whole, and no others', async () => {
      await write(companion('a', {}, { key: { pk: `${pk}#more`, sk: 'b' } }));
      expect(await inRange()).toEqual([]);
      await filled();
      const all = names.map((sk) => ({ pk, sk, of: sk }));
      expect(await store().companions(pk, { limit: 10 })).toEqual(all);
    });

    it.each<readonly [Partial<CompanionRange>, readonly string[]]>([
      [{ from: 'b10' }, ['b10', 'b9', 'c', 'd']],
      [{ from: 'b' }, ['b10', 'b9', 'c', 'd']],
      [{ through: 'b9' }, ['a', 'b10', 'b9']],
      [{ through: 'c0' }, ['a', 'b10', 'b9', 'c']],
      [{ from: 'b9', through: 'c' }, ['b9', 'c']],
      [{ from: 'e' }, []],
      [{ through: '0' }, []],
      [{ newestFirst: true }, ['d', 'c', 'b9', 'b10', 'a']],
      [{ limit: 2 }, ['a', 'b10']],
      [{ limit: 5 }, ['a', 'b10', 'b9', 'c', 'd']],
      [{ newestFirst: true, limit: 2 }, ['d', 'c']],
      [{ from: 'b10', through: 'c', limit: 2 }, ['b10', 'b9']],
      [{ from: 'b10', through: 'c', newestFirst: true, limit: 2 }, ['c', 'b9']],
    ])('in the range %j are %j', async (range, expected) => {
      await filled();
      expect(await inRange(range)).toEqual(expected);
    });

    it('are given up to the limit, however large they are', async () => {
      const large = names.map((sk) => companion(sk, { text: 'x'.repeat(350_000) }));
      for (const one of large) await write(one);
      expect(await inRange()).toEqual(names);
      expect(await inRange({ newestFirst: true, limit: 4 })).toEqual(['d', 'c', 'b9', 'b10']);
    });
  });

  describe('the companions of a step', () => {
    /** A stored case, its next step, and a step of another case for the same commit. */
    async function steps() {
      const [report, other] = [submitted(), submitted()];
      await store().commit(report);
      await store().commit(other);
      const step = moved(report.after, { move: 'acknowledge' });
      return { report, other, step, second: moved(other.after, { move: 'acknowledge' }) };
    }
    const withThem = (commit: CaseCommit, ...companions: readonly Companion[]): CaseCommit => ({
      ...commit,
      companions,
    });

    it('are written with it, each under its own condition', async () => {
      const { step } = await steps();
      await write(companion('b', { state: 'old' }));
      const condition = { unchanged: { state: 'old', note: undefined } };
      const added = companion('a', { state: 'new' });
      const changed = companion('b', { state: 'new', note: 'n' }, { condition });
      expect(await store().commit(withThem(step, added, changed))).toEqual({ ok: true });
      expect(await store().load(step.key)).toEqual(step.after);
      expect(await Promise.all([added, changed].map(read))).toEqual([added, changed].map(rowOf));
    });

    it('report the first of their conflicts, whatever other conflicts there are', async () => {
      const { report, step } = await steps();
      await write(companion('b'), companion('c'));
      const lost = withThem(step, companion('a'), companion('c'), companion('b'));
      expect(await store().commit(lost)).toEqual({ ok: false, conflict: 'c' });
      const turned = withThem(step, companion('b'), companion('c'), companion('a'));
      expect(await store().commit(turned)).toEqual({ ok: false, conflict: 'b' });
      expect(await read(companion('a'))).toBeUndefined();
      expect(await store().load(step.key)).toEqual(report.after);

      await store().commit(moved(report.after, { move: 'start' }));
      expect(await store().commit(lost)).toEqual({ ok: false, conflict: 'c' });
      expect(await store().commit(withThem(step, companion('a')))).toEqual({
        ok: false,
        conflict: 'version',
      });
      expect(await read(companion('a'))).toBeUndefined();
    });

    it('whose value has changed report a conflict under their own name', async () => {
      const { report, step } = await steps();
      await write(companion('a', { state: 'other' }));
      const seen = companion('a', {}, { condition: { unchanged: { state: 'old' } }, conflict: 'taken' });
      expect(await store().commit(withThem(step, seen))).toEqual({ ok: false, conflict: 'taken' });
      expect(await store().load(step.key)).toEqual(report.after);
    });

    it('of a second case are written with both, or neither case is', async () => {
      const { report, other, step, second } = await steps();
      const [own, others] = [companion('a', { of: 'first' }), companion('b', { of: 'second' })];
      await write(companion('c'));
      const lost = withThem(second, others, companion('c'));
      expect(await store().commit(withThem(step, own), lost)).toEqual({ ok: false, conflict: 'c' });
      expect(await Promise.all([own, others].map(read))).toEqual([undefined, undefined]);
      expect(await store().load(step.key)).toEqual(report.after);
      expect(await store().load(second.key)).toEqual(other.after);

      expect(await store().commit(withThem(step, own), withThem(second, others))).toEqual({ ok: true });
      expect(await Promise.all([own, others].map(read))).toEqual([own, others].map(rowOf));
      expect(await store().load(step.key)).toEqual(step.after);
      expect(await store().load(second.key)).toEqual(second.after);
    });

    it('of a second case are reported after conflicts of the first case', async () => {
      const { report, step, second } = await steps();
      await write(companion('b'), companion('c'));
      const lost = withThem(second, companion('c'));
      expect(await store().commit(withThem(step, companion('b')), lost)).toEqual({
        ok: false,
        conflict: 'b',
      });
      await store().commit(moved(report.after, { move: 'start' }));
      expect(await store().commit(step, lost)).toEqual({ ok: false, conflict: 'version' });
    });
  });

  describe('the history of a case', () => {
    it('returns the companions that belong to it, in their order, and no others', async () => {
      const { key, ...report } = submitted();
      const at = (row: Companion['key']) => companion('', { name: row.sk }, { key: row });
      const enclosed = ['x#1', 'x#2', 'y'].map((name) => at(enclosedRow(key, name)));
      const [first, second, third] = enclosed;
      const others = [at(commandRow(key, 'c1')), at(enclosedRow(submitted().key, 'x#1'))];
      const companions = [third ?? never(), first ?? never(), ...others];
      await store().commit({ ...report, key, companions });
      await write(second ?? never());
      const history = await store().history(key);
      expect(history.enclosed).toEqual(enclosed.map(rowOf));
      const { facts, texts, deliveries } = report;
      expect(history).toMatchObject({ facts, texts, deliveries });
    });
  });
}

function never(): never {
  throw new Error('there is such a companion');
}
