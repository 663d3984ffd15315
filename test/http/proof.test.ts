import { describe, expect, test } from 'vitest';
import { proofStore } from '../../shared/adapters/memory/proof.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { HOUR } from '../../shared/engine/calendar/instant.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { room } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';
import { http, reported } from './http-api.ts';

const id = 'GET /v1/office/proof';
const later = at('2026-11-23 11:00');

async function rig() {
  const tables = emptyTables();
  const made = await http(await room(1, memoryStore(tables)));
  const { policies, aggregates } = made.world;
  const proven = () =>
    prove({ proofs: proofStore(tables, aggregates), policies, aggregates }, later, () => HOUR);
  return { ...made, tables, proven };
}

describe('the proof', () => {
  test('is 404 before its first run', async () => {
    const { as } = await rig();
    expect((await as('officer', id)).body).toEqual({ proven: false });
  });

  test('shows its time, what was counted, and no violation where there is none', async () => {
    const made = await rig();
    await reported(made);
    await made.proven();
    for (const role of ['chief', 'officer', 'auditor'] as const) {
      const { body } = await made.as(role, id);
      expect(body).toMatchObject({ proven: true, finished: true, at: '2026-11-23T03:00:00.000Z' });
      expect(body).toMatchObject({ open: 1, armed: 1, indexed: 1, chains: 1, chainsValid: 1, repaired: 0 });
      expect(body.violations).toEqual([]);
    }
  });

  test('says each violation in the language of its reader, and whether it was repaired', async () => {
    const made = await rig();
    const { receipt, id: caseId } = await reported(made);
    made.tables.due.delete(`S#st1#case#${caseId}`);
    await made.proven();
    const { body } = await made.as('chief', id, { headers: { 'accept-language': 'en' } });
    expect(body).toMatchObject({ open: 1, armed: 0, violationsFound: 1, repaired: 1 });
    expect(body.violations).toEqual([
      {
        kind: 'not-armed',
        what: 'This open matter had no place in the work list, so nobody would have been reminded of it.',
        row: `st1-${caseId}`,
        reference: receipt.reference,
        repaired: true,
      },
    ]);
    const chinese = await made.as('chief', id);
    expect(chinese.body.violations[0].what).toMatch(/待办/);
  });

  test('is of the reader’s own station', async () => {
    const made = await rig();
    const { id: caseId } = await reported(made);
    made.tables.due.delete(`S#st1#case#${caseId}`);
    await made.proven();
    const { body } = await made.as('elsewhere', id);
    expect(body).toEqual({ proven: false });
  });
});
