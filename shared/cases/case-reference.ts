import { isStationId, type Scope, type StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import type { CaseKey } from './case-key.ts';
import { isReference, type Reference } from './reference.ts';
import { caseKeyOf, caseRefOf } from './stored/row-parts.ts';

const referenceRow = (station: StationId, reference: Reference): RowKey => ({
  pk: `S#${station}#R#${reference}`,
  sk: 'REF',
});

/** The row that finds a case by its reference; its condition keeps references unique within a station. */
export const referenceCompanion = (key: CaseKey, reference: Reference): Companion => ({
  key: referenceRow(key.station, reference),
  values: caseRefOf(key),
  condition: 'absent',
  conflict: 'reference',
});

/** The case with this reference, within the station of the scope. */
export async function findReference(
  store: Pick<CompanionStore, 'companion'>,
  { station }: Pick<Scope, 'station'>,
  reference: Reference,
): Promise<CaseKey | undefined> {
  const row = await store.companion(referenceRow(station, reference));
  return row && caseKeyOf(row);
}

const REFERENCE_PK = /^S#([^#]+)#R#(\d+)$/;

/** The station and reference of a reference row; `undefined` for any other row. */
export function referenceIn({ pk, sk }: Row): { station: StationId; reference: Reference } | undefined {
  const [, station = '', reference = ''] = sk === 'REF' ? (REFERENCE_PK.exec(String(pk)) ?? []) : [];
  return isStationId(station) && isReference(reference) ? { station, reference } : undefined;
}
