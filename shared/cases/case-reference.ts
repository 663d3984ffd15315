import { isStationId, type Scope, type StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import type { CaseKey } from './case-key.ts';
import { isReference, type Reference } from './reference.ts';
import { caseKeyOf, leadingTo } from './row-parts.ts';

const referenceRow = (station: StationId, reference: Reference): RowKey => ({
  pk: `S#${station}#R#${reference}`,
  sk: 'REF',
});

/** The row by which a case is found by its number, and by which no two cases of a station have the same. */
export const referenceCompanion = (key: CaseKey, reference: Reference): Companion => ({
  key: referenceRow(key.station, reference),
  values: leadingTo(key),
  condition: 'absent',
  conflict: 'reference',
});

/** The case with this number, in the station of the scope alone. */
export async function findReference(
  store: Pick<CompanionStore, 'companion'>,
  { station }: Pick<Scope, 'station'>,
  reference: Reference,
): Promise<CaseKey | undefined> {
  const row = await store.companion(referenceRow(station, reference));
  return row && caseKeyOf(row);
}

const REFERENCE_PK = /^S#([^#]+)#R#(\d+)$/;

/** The station and number that a row stands for, if it is such a row. */
export function referenceIn({ pk, sk }: Row): { station: StationId; reference: Reference } | undefined {
  const [, station = '', reference = ''] = sk === 'REF' ? (REFERENCE_PK.exec(String(pk)) ?? []) : [];
  return isStationId(station) && isReference(reference) ? { station, reference } : undefined;
}
