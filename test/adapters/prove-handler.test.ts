import { describe, expect, it } from 'vitest';
import { proofStore } from '../../shared/adapters/memory/proof.ts';
import { stateName } from '../../shared/adapters/memory/tables.ts';
import { aggregates } from '../../shared/aggregates.ts';
import { keyOf } from '../../shared/cases/case-key.ts';
import type { ProofStore } from '../../shared/engine/proof/proof-store.ts';
import { Unavailable } from '../../shared/engine/storage/store-errors.ts';
import type { Amounts, ClockLogCode, Ids } from '../../shared/handlers/clock-logger.ts';
import { proveHandler } from '../../shared/handlers/prove-handler.ts';
import { dutyRoom, report } from '../cases/duty-room.ts';
import { station } from '../cases/room.ts';
import { at } from '../engine/wall-clock.ts';

const now = at('2026-11-23 09:00');
const ample = { getRemainingTimeInMillis: () => 900_000 };

async function rig(changed: (proofs: ProofStore) => Partial<ProofStore> = () => ({})) {
  const world = await dutyRoom();
  const found = [await report(world, now), await report(world, now)] as const;
  const lines: [ClockLogCode, Ids][] = [];
  const measured: Amounts[] = [];
  const proofs = proofStore(world.tables, aggregates);
  const handler = proveHandler(
    { ...world, proofs: { ...proofs, ...changed(proofs) } },
    {
      record: (code, ids) => void lines.push([code, ids]),
      measure: (amounts) => void measured.push(amounts),
    },
  );
  return { world, found, lines, measured, handler };
}

describe('the function behind the daily proof', () => {
  it('measures that open = armed, zeros too', async () => {
    const { handler, measured, lines } = await rig();
    expect(await handler({}, ample)).toEqual({
      open: 2,
      armed: 2,
      violations: 0,
      repaired: 0,
      finished: true,
    });
    expect(measured).toEqual([
      {
        'proof-open': 2,
        'proof-armed': 2,
        'proof-violations': 0,
        'proof-repaired': 0,
        'proof-unrepaired': 0,
        'proof-unstated': 0,
        'proofs-unfinished': 0,
        // From 23 November to the last day of the year.
        'holidays-known-days': 38,
      },
    ]);
    expect(lines).toEqual([]);
  });

  it('records each violation by kind and ids, and alarms on what it could not repair', async () => {
    const { handler, measured, lines, world, found } = await rig();
    const [unarmed, broken] = found;
    world.tables.due.delete(stateName(keyOf(unarmed)));
    world.tables.facts.set(stateName(keyOf(broken)), []);
    await handler({}, ample);
    expect(lines).toEqual([
      ['proof-repaired', { kind: 'not-armed', row: `st1-${unarmed.caseId}` }],
      ['proof-violation', { kind: 'broken-chain', row: `st1-${broken.caseId}`, where: 'head' }],
    ]);
    expect(measured).toMatchObject([
      {
        'proof-open': 2,
        'proof-armed': 1,
        'proof-violations': 2,
        'proof-repaired': 1,
        'proof-unrepaired': 1,
      },
    ]);
  });

  it.each([
    ['daily', 'by its schedule', { why: 'daily' }],
    ['asked', 'by a station, over the bus', { 'detail-type': 'ProofAsked', detail: { station: 'st1' } }],
    ['asked', 'by hand, with nothing', {}],
  ])('makes a proof that says why: %s, %s', async (why, _, event) => {
    const { handler, world } = await rig();
    await handler(event, ample);
    expect(world.tables.proofs.get(station)).toMatchObject({ why, finished: true });
  });

  it('says of a proof that several runs made why the first began', async () => {
    const { handler, world } = await rig();
    const run = { startedAt: now - 1, why: 'daily', cursor: '0', proofs: [] } as const;
    world.tables.proofRuns.set('everything', run);
    await handler({}, ample);
    expect(world.tables.proofs.get(station)).toMatchObject({ why: 'daily', startedAt: now - 1 });
  });

  it('stops a minute before its timeout, and reports that it is not finished', async () => {
    const { handler, measured } = await rig();
    const left = { getRemainingTimeInMillis: () => 60_000 };
    expect(await handler({}, left)).toMatchObject({ finished: false });
    expect(measured).toMatchObject([{ 'proofs-unfinished': 1 }]);
  });

  it('fails when the store does not answer, so that it is tried again', async () => {
    const { handler } = await rig(() => ({ scan: () => Promise.reject(new Unavailable('no answer')) }));
    await expect(handler({}, ample)).rejects.toThrow(Unavailable);
  });
});
