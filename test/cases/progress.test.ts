import { describe, expect, it } from 'vitest';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { clockOf } from '../../shared/cases/case.ts';
import type { Fact } from '../../shared/cases/fact.ts';
import { submitCase } from '../../shared/cases/intake/submit-case.ts';
import { progressOf } from '../../shared/cases/receipts/progress.ts';
import { receiptClaims } from '../../shared/cases/receipts/receipt.ts';
import { followCase } from '../../shared/cases/receipts/signed-documents.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import type { FactRecord } from '../../shared/engine/storage/fact-record.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { at } from '../engine/wall-clock.ts';
import { reportOf, room } from './room.ts';

const now = at('2026-11-23 10:00');
const token = 'E'.repeat(32);

async function submitted() {
  const tables = emptyTables();
  const world = await room(1, memoryStore(tables));
  const outcome = await submitCase(world, reportOf({ token }), now);
  if (outcome.refusal) throw new Error(outcome.refusal.code);
  return { tables, world, ...outcome };
}

/** The next fact of the chain. */
const next = (before: FactRecord<Fact>, fact: Fact): FactRecord<Fact> => ({
  ...before,
  version: before.version + 1,
  fact,
  previousHash: before.hash,
  hash: `${before.version}`.padEnd(43, 'h'),
});

describe('a progress statement', () => {
  it('gives the new date of a promise, though the step that moved it is not shown to residents', async () => {
    const { received, found } = await submitted();
    const respond = clockOf(found, 'respond');
    if (respond === undefined) throw new Error('no promise');
    const moved = { ...respond, promiseAt: respond.promiseAt + HOUR };
    const internal = next(received, { fact: 'reviewed', clocks: [moved] });
    const visible = next(internal, { fact: 'started', to: 'in-progress' });
    expect(progressOf([received, internal, visible], standardPolicy)).toMatchObject([
      { seq: 1, what: 'started', promised: { respond: '2026-11-23T05:00:00.000Z' } },
    ]);
  });

  it('gives no date that did not change', async () => {
    const { received } = await submitted();
    const [statement] = progressOf([received, next(received, { fact: 'started' })], standardPolicy);
    expect(statement).not.toHaveProperty('promised');
    expect(statement).not.toHaveProperty('met');
  });
});

describe('a signed date beyond the announced holidays', () => {
  const lastDay = at('2026-12-31 15:00');

  it('is said to move, by the fact that gave it', async () => {
    const world = await room();
    const report = reportOf({ type: 'consultation', details: {}, token });
    const outcome = await submitCase(world, report, lastDay);
    if (outcome.refusal) throw new Error(outcome.refusal.code);
    const { received } = outcome;
    expect(received.fact.mayMove).toEqual(['acknowledge', 'respond', 'resolve']);
    expect(receiptClaims('https://huiying.example.cn', received, '')).toMatchObject({ mayMove: true });
    const resolve = clockOf(outcome.found, 'resolve');
    if (resolve === undefined) throw new Error('no promise');
    const later = { ...resolve, promiseAt: resolve.promiseAt + HOUR };
    const internal = next(received, { fact: 'reviewed', clocks: [later], mayMove: ['resolve'] });
    const [moved] = progressOf([received, internal, next(internal, { fact: 'started' })], standardPolicy);
    expect(moved).toMatchObject({ promised: { resolve: expect.any(String) }, mayMove: ['resolve'] });
    const fixed = next(received, { fact: 'reviewed', clocks: [{ ...later, promiseAt: lastDay + HOUR }] });
    const [known] = progressOf([received, fixed, next(fixed, { fact: 'started' })], standardPolicy);
    expect(known).not.toHaveProperty('mayMove');
  });

  it('stays as it was signed where an earlier release wrote the fact', async () => {
    const { received } = await submitted();
    if (received.fact.fact !== 'submitted') throw new Error('no report');
    const clocks = received.fact.as.clocks.map((clock) => ({ ...clock, beyondHorizon: true as const }));
    const old = { ...received, fact: { ...received.fact, as: { ...received.fact.as, clocks } } };
    expect(receiptClaims('https://huiying.example.cn', old, '')).not.toHaveProperty('mayMove');
  });
});

describe('a resident', () => {
  it('still reads the case without signed documents when the history has lost its beginning', async () => {
    const { world, tables } = await submitted();
    for (const name of tables.facts.keys()) tables.facts.set(name, []);
    expect(await followCase(world, token, 'https://huiying.example.cn')).toMatchObject({
      caseDetails: { found: { status: 'received' } },
      documents: { progress: [] },
    });
  });

  it('whose words were erased keeps the progress statements, and gets no receipt, since it would differ', async () => {
    const { world, tables } = await submitted();
    const before = await followCase(world, token, 'https://huiying.example.cn');
    for (const [name, rows] of tables.texts) {
      tables.texts.set(
        name,
        rows.map(({ sealed: { keys: _, ...sealed }, ...row }) => ({ ...row, sealed })),
      );
    }
    const after = await followCase(world, token, 'https://huiying.example.cn');
    expect(before).toHaveProperty('documents.receipt');
    expect(after).not.toHaveProperty('documents.receipt');
    expect(after).toHaveProperty('documents.progress');
  });
});
