import { describe, expect, it } from 'vitest';
import { keyOf } from '../../shared/cases/case-key.ts';
import { DAY, MINUTE } from '../../shared/engine/calendar/instant.ts';
import type { CommandRecord } from '../../shared/engine/command-record.ts';
import type { Commit } from '../../shared/engine/commit.ts';
import { stationId } from '../../shared/engine/scope.ts';
import { Unreadable } from '../../shared/engine/store-errors.ts';
import { li, moved, scope, submitted, TEN } from './cases.ts';
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

const nothing = { facts: [], texts: [], deliveries: [] };

export function commitContract(subject: Subject): void {
  const store = () => subject().store;

  /** Nothing of a refused commit can be found afterwards. */
  async function expectNoTrace(commit: Commit, but: { submission?: true } = {}) {
    const key = keyOf(commit.after);
    const { texts, facts, deliveries } = await store().history(key);
    const version = commit.after.version;
    expect([...texts, ...facts].filter((row) => row.version === version)).toEqual([]);
    expect(
      deliveries.filter((row) => row.subject.about === 'case' && row.subject.version === version),
    ).toEqual([]);
    if (commit.submission && !but.submission)
      expect(await store().findSubmission(commit.submission.tokenHash)).toBeUndefined();
    if (commit.command) expect(await store().findCommand(key, commit.command.commandId)).toBeUndefined();
  }

  describe('a commit', () => {
    it('keeps a report whole: case, history, token and reference', async () => {
      const report = submitted({ details: { item: 'id-card' }, occurredAt: TEN - 1 });
      const key = keyOf(report.after);
      expect(await store().commit(report)).toEqual({ ok: true });
      expect(await store().load(key)).toEqual(report.after);
      const { facts, texts, deliveries } = report;
      expect(await store().history(key)).toEqual({ facts, texts, deliveries, photos: [] });
      expect(deliveries).toHaveLength(2);
      expect(await store().findSubmission(report.submission?.tokenHash ?? '')).toEqual(report.submission);
      expect(await store().findReference(scope(), report.after.reference)).toEqual(key);
    });

    it('uses up a proof once, and a report without its proof leaves no trace', async () => {
      const usedOnce = { nonce: 'a'.repeat(32), expiresAt: TEN + DAY };
      const [first, second] = [submitted(), submitted()];
      expect(await store().commit({ ...first, usedOnce })).toEqual({ ok: true });
      expect(await store().commit({ ...second, usedOnce })).toEqual({ ok: false, conflict: 'proof' });
      await expectNoTrace(second);
      expect(await store().commit(second)).toEqual({ ok: true });
      // Sent twice at once it is one report, and that says more than that its proof was used up.
      expect(await store().commit({ ...first, usedOnce })).toEqual({ ok: false, conflict: 'token' });
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
      const late = {
        ...moved({ ...first.after, version: 7 }, { move: 'note', text: 'x' }),
        command: command('c1'),
      };
      expect(await store().commit(late)).toEqual({ ok: false, conflict: 'version' });
      await expectNoTrace(late);
    });

    it('never takes the same first version twice', async () => {
      const report = submitted();
      const { submission: _, ...again } = report;
      await store().commit(report);
      const twin = { ...again, after: { ...again.after, reference: submitted().after.reference } };
      expect(await store().commit(twin)).toEqual({ ok: false, conflict: 'version' });
    });

    it('tells a used token', async () => {
      const report = submitted();
      const again = { ...submitted(), submission: report.submission ?? never() };
      await store().commit(report);
      expect(await store().commit(again)).toEqual({ ok: false, conflict: 'token' });
      await expectNoTrace(again, { submission: true });
      expect(await store().load(keyOf(again.after))).toBeUndefined();
      expect(await store().findReference(scope(), again.after.reference)).toBeUndefined();
    });

    it('tells a reference that is taken, in its own station only', async () => {
      const report = submitted();
      const { reference } = report.after;
      const same = submitted({ reference });
      const elsewhere = submitted({ reference, station: stationId('st2') });
      await store().commit(report);
      expect(await store().commit(same)).toEqual({ ok: false, conflict: 'reference' });
      expect(await store().commit(elsewhere)).toEqual({ ok: true });
      expect(await store().findReference(scope(), reference)).toEqual(keyOf(report.after));
    });

    it('tells a repeated command before anything else', async () => {
      const report = submitted();
      await store().commit(report);
      const acknowledged = { ...moved(report.after, { move: 'acknowledge' }), command: command('c1') };
      await store().commit(acknowledged);
      expect(await store().commit(acknowledged)).toEqual({ ok: false, conflict: 'command' });
      expect(await store().findCommand(keyOf(report.after), 'c1')).toEqual(command('c1'));
      expect(await store().findCommand(keyOf(report.after), 'c2')).toBeUndefined();
    });

    it('of one token, sent fifty times at once, wins once', async () => {
      const report = submitted();
      const many = Array.from({ length: 50 }, () => ({
        ...submitted(),
        submission: report.submission ?? never(),
      }));
      const outcomes = await Promise.all(many.map((commit) => store().commit(commit)));
      expect(outcomes.filter(({ ok }) => ok)).toHaveLength(1);
      expect(outcomes.filter((outcome) => !outcome.ok && outcome.conflict === 'token')).toHaveLength(49);
      const kept = await Promise.all(many.map(({ after }) => store().load(keyOf(after))));
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
      let { after } = submitted({ type: 'dispute', details: { kind: 'noise', risk: 'none' } });
      await store().commit({ ...nothing, after });
      const life = [
        { move: 'assign', to: li },
        { move: 'start' },
        { move: 'ask-resident', text: 'At what time of day?' },
        { move: 'resume' },
        { move: 'schedule', at: TEN + DAY },
        { move: 'resume' },
        { move: 'resolve', outcome: 'settled', text: 'Both sides have agreed.' },
        { move: 'reopen' },
        { move: 'reject', reason: 'abuse', text: 'Not a matter for us.' },
      ] as const;
      for (const [step, move] of life.slice(0, -1).entries()) {
        const commit = moved(after, move, TEN + step * 61_001);
        expect(await store().commit(commit)).toEqual({ ok: true });
        expect(await store().load(keyOf(after))).toEqual(commit.after);
        ({ after } = commit as Commit & { after: typeof after });
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
        const rows = { facts: [{ ...fact, version }], texts: [{ ...text, version }], deliveries: [] };
        await store().commit({ before, after, ...rows });
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

    it('that does not read is told apart from one that is not there', async () => {
      const report = submitted();
      const other = submitted();
      await store().commit(report);
      await store().commit(other);
      await subject().spoil(keyOf(report.after));
      await expect(store().load(keyOf(report.after))).rejects.toThrow(Unreadable);
      expect(await store().load(keyOf(other.after))).toEqual(other.after);
      expect(await store().load(keyOf(submitted().after))).toBeUndefined();
    });

    it('is found by token or reference only when they are its own', async () => {
      const report = submitted();
      await store().commit(report);
      expect(await store().findSubmission('another')).toBeUndefined();
      const stranger = scope('officer', li, stationId('st2'));
      expect(await store().findReference(stranger, report.after.reference)).toBeUndefined();
    });
  });
}

const versions = (from: number, to: number): readonly number[] =>
  Array.from({ length: to - from + 1 }, (_, index) => from + index);

function never(): never {
  throw new Error('a report has a fact, a text and a token');
}
