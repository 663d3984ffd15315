import { describe, expect, it } from 'vitest';
import type { Case } from '../../shared/cases/case.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import { findReference, referenceCompanion } from '../../shared/cases/case-reference.ts';
import { findLink } from '../../shared/cases/intake/submission.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import { stationId } from '../../shared/engine/scope.ts';
import {
  type CommandRecord,
  commandCompanion,
  findCommand,
} from '../../shared/engine/storage/command-record.ts';
import type { Companion } from '../../shared/engine/storage/companion.ts';
import { oneTimeUse } from '../../shared/engine/storage/one-time-use.ts';
import { Unreadable } from '../../shared/engine/storage/store-errors.ts';
import { type CaseCommit, li, moved, type Reported, scope, submitted, TEN } from './cases.ts';
import type { Subject } from './store-under-test.ts';

const command = (commandId: string): CommandRecord => ({
  commandId,
  contentHash: 'content',
  answer: {
    version: 2,
    status: 'acknowledged',
    dueAt: TEN + MINUTE,
    dueKind: 'end:respond',
    responsible: 'officer',
  },
  expiresAt: TEN + DAY + 1,
});

const nothing = { facts: [], texts: [], deliveries: [], companions: [] };

export function commitContract(subject: Subject): void {
  const store = () => subject().store;

  /** Expects that nothing of a refused commit was stored, except companions that another commit wrote. */
  async function expectNoTrace({ key, after, companions }: CaseCommit, written: readonly Companion[] = []) {
    const { texts, facts, deliveries } = await store().history(key);
    const { version } = after;
    expect([...texts, ...facts].filter((row) => row.version === version)).toEqual([]);
    expect(
      deliveries.filter((row) => row.subject.about === 'aggregate' && row.subject.version === version),
    ).toEqual([]);
    for (const companion of companions.filter((one) => !written.includes(one))) {
      expect(await store().companion(companion.key)).toBeUndefined();
    }
  }

  describe('a commit', () => {
    it('keeps a report whole: case, history, token and reference', async () => {
      const report = submitted({ details: { item: 'id-card' }, occurredAt: TEN - 1 }, TEN, 'its-token');
      const { key } = report;
      expect(await store().commit(report)).toEqual({ ok: true });
      expect(await store().load(key)).toEqual(report.after);
      const { facts, texts, deliveries } = report;
      expect(await store().history(key)).toEqual({ facts, texts, deliveries, enclosed: [] });
      expect(await store().firstFact(key)).toEqual(facts[0]);
      expect(deliveries).toHaveLength(2);
      const submission = { tokenHash: 'its-token', key, contentHash: 'content', readerKey: 'wrapped' };
      expect(await findLink(store(), 'its-token')).toEqual(submission);
      expect(await findReference(store(), scope(), report.after.reference)).toEqual(key);
    });

    it('uses up a proof once, and a report without its proof leaves no trace', async () => {
      const proof = oneTimeUse({ nonce: 'a'.repeat(32), expiresAt: TEN + DAY }, 'proof');
      const [first, second] = [withProof(submitted(), proof), submitted()];
      expect(await store().commit(first)).toEqual({ ok: true });
      expect(await store().commit(withProof(second, proof))).toEqual({ ok: false, conflict: 'proof' });
      await expectNoTrace(withProof(second, proof), [proof]);
      expect(await store().commit(second)).toEqual({ ok: true });
      // The same report sent twice conflicts on its token and on its proof; the token is the useful conflict to report.
      expect(await store().commit(first)).toEqual({ ok: false, conflict: 'token' });
    });

    it('keeps why a report is of low trust', async () => {
      const report = submitted({ trustReason: 'replayed-proof' });
      await store().commit(report);
      expect(await store().load(keyOf(report.after))).toEqual(report.after);
    });

    it('takes the next version only on the version it was decided on', async () => {
      const report = submitted();
      await store().commit(report);
      const first = moved(report.after, { move: 'acknowledge' });
      const late = moved(report.after, { move: 'start' });
      expect(await store().commit(first)).toEqual({ ok: true });
      expect(await store().commit(late)).toEqual({ ok: false, conflict: 'version' });
      expect(await store().load(keyOf(report.after))).toEqual(first.after);
    });

    it('leaves nothing behind when it loses', async () => {
      const report = submitted();
      await store().commit(report);
      const first = moved(report.after, { move: 'reply', text: 'On my way.' });
      const second = moved(first.after, { move: 'reply', text: 'Nearly there.' });
      await store().commit(first);
      await store().commit(second);
      const late = withCommand(
        moved({ ...first.after, version: 7 }, { move: 'note', text: 'x' }),
        command('c1'),
      );
      expect(await store().commit(late)).toEqual({ ok: false, conflict: 'version' });
      await expectNoTrace(late);
    });

    it('never takes the same first version twice', async () => {
      const report = submitted();
      await store().commit(report);
      const { reference } = submitted().after;
      const twin = { ...report, after: { ...report.after, reference } };
      const companions = [referenceCompanion(report.key, reference)];
      expect(await store().commit({ ...twin, companions })).toEqual({ ok: false, conflict: 'version' });
      expect(await findReference(store(), scope(), reference)).toBeUndefined();
    });

    it('reports a used token', async () => {
      const report = submitted({}, TEN, 'one-token');
      const again = submitted({}, TEN, 'one-token');
      await store().commit(report);
      expect(await store().commit(again)).toEqual({ ok: false, conflict: 'token' });
      await expectNoTrace(again, again.companions.slice(0, 1));
      expect((await findLink(store(), 'one-token'))?.key).toEqual(report.key);
      expect(await store().load(again.key)).toBeUndefined();
      expect(await findReference(store(), scope(), again.after.reference)).toBeUndefined();
    });

    it('reports a reference that is taken, in its own station only', async () => {
      const report = submitted();
      const { reference } = report.after;
      const same = submitted({ reference });
      const elsewhere = submitted({ reference, station: stationId('st2') });
      await store().commit(report);
      expect(await store().commit(same)).toEqual({ ok: false, conflict: 'reference' });
      expect(await store().commit(elsewhere)).toEqual({ ok: true });
      expect(await findReference(store(), scope(), reference)).toEqual(report.key);
    });

    it('reports a repeated command before any other conflict', async () => {
      const report = submitted();
      await store().commit(report);
      const acknowledged = withCommand(moved(report.after, { move: 'acknowledge' }), command('c1'));
      await store().commit(acknowledged);
      expect(await store().commit(acknowledged)).toEqual({ ok: false, conflict: 'command' });
      expect(await findCommand(store(), report.key, 'c1')).toEqual(command('c1'));
      expect(await findCommand(store(), report.key, 'c2')).toBeUndefined();
    });

    it('of one token, sent fifty times at once, wins once', async () => {
      const many = Array.from({ length: 50 }, () => submitted({}, TEN, 'one-token'));
      const outcomes = await Promise.all(many.map((commit) => store().commit(commit)));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter((outcome) => !outcome.ok && outcome.conflict === 'token')).toHaveLength(49);
      const kept = await Promise.all(many.map(({ key }) => store().load(key)));
      expect(kept.filter((found) => found !== undefined)).toHaveLength(1);
    });

    it('of one version, decided fifty times at once, wins once', async () => {
      const report = submitted();
      await store().commit(report);
      const step = moved(report.after, { move: 'acknowledge' });
      const outcomes = await Promise.all(Array.from({ length: 50 }, () => store().commit(step)));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect((await store().history(keyOf(report.after))).facts).toHaveLength(2);
    });
  });

  describe('a stored case', () => {
    it('is the one that was written, through a whole life', async () => {
      const report = submitted({ type: 'dispute', details: { kind: 'noise', risk: 'none' } });
      const { key } = report;
      let after: Case = report.after;
      await store().commit({ ...nothing, key, after });
      const life = [
        { move: 'assign', to: li },
        { move: 'start' },
        { move: 'ask-resident', text: 'At what time of day?' },
        { move: 'resume' },
        { move: 'schedule', at: TEN + DAY },
        { move: 'resume' },
        { move: 'resolve', outcome: 'settled', text: 'Both sides have agreed.' },
        { move: 'reopen' },
        { move: 'reject', reason: 'abuse', text: 'Not a case for us.' },
      ] as const;
      for (const [step, move] of life.slice(0, -1).entries()) {
        const commit = moved(after, move, TEN + step * 61_001);
        expect(await store().commit(commit)).toEqual({ ok: true });
        expect(await store().load(keyOf(after))).toEqual(commit.after);
        ({ after } = commit);
      }
      const over = moved(after, { move: 'withdraw' }, TEN + DAY, { kind: 'resident' });
      expect(await store().commit(over)).toEqual({ ok: true });
      expect(await store().load(keyOf(after))).toEqual(over.after);
    });

    it('has its history in order, beyond ten rows of a commit and ten versions', async () => {
      const report = submitted();
      const [fact, text] = [report.facts[0] ?? never(), report.texts[0] ?? never()];
      const facts = Array.from({ length: 12 }, (_, index) => ({ ...fact, index }));
      await store().commit({ ...report, facts, texts: [] });
      let before = report.after;
      for (let version = 2; version <= 12; version += 1) {
        const after = { ...before, version };
        const rows = { facts: [{ ...fact, version }], texts: [{ ...text, version }] };
        await store().commit({ ...nothing, key: report.key, before, after, ...rows });
        before = after;
      }
      const history = await store().history(keyOf(before));
      const expected = [
        ...facts.map(({ index }) => [1, index]),
        ...versions(2, 12).map((version) => [version, 0]),
      ];
      expect(history.facts.map(({ version, index }) => [version, index])).toEqual(expected);
      expect(history.texts.map(({ version }) => version)).toEqual(versions(2, 12));
    });

    it('that cannot be read is distinguished from one that does not exist', async () => {
      const report = submitted();
      const other = submitted();
      await store().commit(report);
      await store().commit(other);
      await subject().spoil(keyOf(report.after));
      await expect(store().load(keyOf(report.after))).rejects.toThrow(Unreadable);
      expect(await store().load(keyOf(other.after))).toEqual(other.after);
      expect(await store().load(keyOf(submitted().after))).toBeUndefined();
    });

    it('is found only by its own token and reference', async () => {
      const report = submitted();
      await store().commit(report);
      expect(await findLink(store(), 'another')).toBeUndefined();
      const stranger = scope('officer', li, stationId('st2'));
      expect(await findReference(store(), stranger, report.after.reference)).toBeUndefined();
    });
  });
}

/** A report with proof of work. Of several conflicts, its token comes before the proof and its reference after it. */
function withProof(report: Reported, proof: Companion): Reported {
  const [token, ...others] = report.companions;
  return { ...report, companions: [token ?? never(), proof, ...others] };
}

const withCommand = (commit: CaseCommit, record: CommandRecord): CaseCommit => ({
  ...commit,
  companions: [commandCompanion(commit.key, record), ...commit.companions],
});

const versions = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

function never(): never {
  throw new Error('a report has a fact, a text and a token');
}
