import { describe, expect, it } from 'vitest';
import { personId } from '../../../shared/engine/scope.ts';
import { hashRow } from '../../../shared/engine/storage/row-hash.ts';
import type { RegisterFact } from '../../../shared/register/register.ts';
import { registerKey } from '../../../shared/register/register-key.ts';
import { personRow } from '../../../shared/stations/keys.ts';
import { station } from '../../cases/room.ts';
import { changedStraight } from '../../spoil.ts';
import { factsOf, LATER, linesOf, proofOf, rewrite, witnessedRoom } from './witnessed-room.ts';

describe('a register with a notary', () => {
  it('names the history in which somebody made a guard a chief, row, fact and hashes with it', async () => {
    const world = await witnessedRoom();
    const key = registerKey(station);
    const row = personRow(station, personId('p-guard'));
    changedStraight(world.tables, row, { role: 'chief' });
    const hash = hashRow({ ...world.tables.companions.get(row.pk)?.get(row.sk), ...row });
    // The fact is made to name the changed row, and each hash is made anew; the prover alone would believe it.
    const facts = factsOf(world.tables, key).map(({ hash: _, previousHash: _previous, ...record }) => {
      const { fact, rows } = record.fact as RegisterFact;
      const named = rows.map((one) => (one.sk === row.sk ? { ...one, hash } : one));
      return { ...record, fact: { fact, rows: named } };
    });
    rewrite(world.tables, key, facts);
    await world.state(world.system.now());
    const lines = linesOf(proofOf(await world.prove(world.system.now() + LATER)));
    expect(lines.join()).toContain(`rewritten st1-${key.id}`);
    expect(lines.join()).not.toContain('register-changed');
  });
});
