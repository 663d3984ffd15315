import { describe, expect, test } from 'vitest';
import { memoryCheckpoints, memoryNotaryLog } from '../../shared/adapters/memory/notary-log.ts';
import { proofStore } from '../../shared/adapters/memory/proof.ts';
import { seededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import { memoryStore } from '../../shared/adapters/memory/store.ts';
import { emptyTables } from '../../shared/adapters/memory/tables.ts';
import { DAY, HOUR, toIso } from '../../shared/engine/calendar/instant.ts';
import { defined } from '../../shared/engine/defined.ts';
import type { NotaryReader } from '../../shared/engine/notary/notary-reader.ts';
import { segmentWriter } from '../../shared/engine/notary/segment-writer.ts';
import type { ProofReason } from '../../shared/engine/proof/proof.ts';
import { prove } from '../../shared/engine/proof/prove.ts';
import { askedProofPk } from '../../shared/engine/storage/keys.ts';
import { type Room, room } from '../cases/room.ts';
import { testMac } from '../engine/notary/test-mac.ts';
import { at } from '../engine/wall-clock.ts';
import { http, reported } from './http-api.ts';

const id = 'GET /v1/office/proof';
const later = at('2026-11-23 11:00');

async function rig(changed: Partial<Room> = {}) {
  const tables = emptyTables();
  const made = await http({ ...(await room(1, memoryStore(tables))), ...changed });
  const { policies, aggregates } = made.world;
  const proven = (notary?: NotaryReader, why?: ProofReason) =>
    prove(
      { proofs: proofStore(tables, aggregates), policies, aggregates, ...defined({ notary }) },
      later,
      () => HOUR,
      why,
    );
  return { ...made, tables, proven };
}

describe('a proof that is asked for', () => {
  const ask = 'POST /v1/office/proof';

  test('is on its way, and who asked is on record and in no log', async () => {
    const made = await rig();
    const { status, body } = await made.as('chief', ask);
    expect([status, body]).toEqual([
      202,
      {
        askedAt: '2026-11-23T02:00:00.000Z',
        nextFrom: '2026-11-23T02:15:00.000Z',
        result: '/v1/office/proof',
      },
    ]);
    expect([...(made.tables.companions.get(askedProofPk)?.values() ?? [])]).toMatchObject([
      { askedAt: at('2026-11-23 10:00'), person: 'p-chief', role: 'chief', station: 'st1' },
    ]);
    expect(made.lines).toEqual([]);
  });

  test('is one in a quarter of an hour for all stations, and the answer to the first holds for all', async () => {
    const system = seededSystem(1, at('2026-11-23 10:00'));
    const made = await rig({ system });
    const asked = async (who: 'chief' | 'elsewhere', when: string) => {
      system.set(at(when));
      const { askedAt, nextFrom } = (await made.as(who, ask)).body;
      return [askedAt, nextFrom].map((text: string) => text.slice(11, 19));
    };
    expect(await asked('chief', '2026-11-23 10:01')).toEqual(['02:01:00', '02:15:00']);
    expect(await asked('chief', '2026-11-23 10:02')).toEqual(['02:01:00', '02:15:00']);
    expect(await asked('elsewhere', '2026-11-23 10:14')).toEqual(['02:01:00', '02:15:00']);
    expect(await asked('elsewhere', '2026-11-23 10:15')).toEqual(['02:15:00', '02:30:00']);
    expect(made.tables.companions.get(askedProofPk)?.size).toBe(2);
  });

  test('says so when it is there', async () => {
    const made = await rig();
    await made.proven(undefined, 'asked');
    expect((await made.as('chief', id)).body).toMatchObject({ why: 'asked' });
    await made.proven();
    expect((await made.as('chief', id)).body).toMatchObject({ why: 'daily' });
  });
});

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
      expect(body).toMatchObject({ open: 1, armed: 1, indexed: 1, chains: 2, chainsValid: 2, repaired: 0 });
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

  test('says what is in the notary’s log and not in the table, and gives the root of the day', async () => {
    const made = await rig();
    await reported(made);
    const log = memoryNotaryLog();
    const chain = 'S#st1#case#czzzzzzzzzzzzzzzzzzzzzzzzz';
    const statement = { chain, version: 4, head: 'h4', after: { version: 0, head: '' } };
    const content = { at: later - DAY, statements: [statement], objections: [] };
    await segmentWriter(log, testMac, made.world.system).write(content);
    await segmentWriter(log, testMac, made.world.system).write({
      at: later - 1,
      statements: [],
      objections: [],
      restored: { to: later - 2 },
    });
    await made.proven({ log, checkpoints: memoryCheckpoints(), mac: testMac });
    const { body } = await made.as('chief', id, { headers: { 'accept-language': 'en' } });
    expect(body).toMatchObject({
      stated: 1,
      statedValid: 0,
      // The register of the room, which nobody has stated.
      unstated: 1,
      root: { day: '2026-11-23', chains: 1 },
      restored: { since: toIso(later - 2), at: toIso(later - 1), statements: 0 },
    });
    expect(body.violations).toMatchObject([
      { kind: 'unstated', where: 'version 1', repaired: true },
      { kind: 'missing', row: 'st1-czzzzzzzzzzzzzzzzzzzzzzzzz', where: 'version 4', repaired: false },
    ]);
    expect(body.violations[1].what).toMatch(/^Something is gone/);
  });

  test('is of the reader’s own station', async () => {
    const made = await rig();
    const { id: caseId } = await reported(made);
    made.tables.due.delete(`S#st1#case#${caseId}`);
    await made.proven();
    const { body } = await made.as('elsewhere', id);
    // The other station has its register alone.
    expect(body).toMatchObject({ proven: true, open: 0, violationsFound: 0, chains: 1 });
  });
});
