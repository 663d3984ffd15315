import { putCompanion } from '../shared/adapters/memory/companions.ts';
import type { Tables } from '../shared/adapters/memory/tables.ts';
import type { PersonId, StationId } from '../shared/engine/scope.ts';
import type { Row, RowKey } from '../shared/engine/storage/row.ts';
import { personRow } from '../shared/stations/keys.ts';

/** Changes a row in the memory tables, past every commit. */
export function changedStraight(tables: Tables, key: RowKey, values: Row): void {
  const { pk: _pk, sk: _sk, ...before } = tables.companions.get(key.pk)?.get(key.sk) ?? {};
  putCompanion(tables, { key, values: { ...before, ...values }, condition: 'absent', conflict: 'none' });
}

/** Makes an entry of the roster unreadable. */
export const spoiledPerson = (tables: Tables, station: StationId, person: PersonId): void =>
  changedStraight(tables, personRow(station, person), { onLeave: 'perhaps' });
