import { isStationId, type StationId } from '../engine/scope.ts';
import type { Row } from '../engine/storage/row.ts';
import { policyPk } from '../policies/policy-keys.ts';
import { peoplePk, placeRow, placesPk, stationRow, stationsPk } from '../stations/keys.ts';

const codePrefix = placeRow('').pk;

/** Partitions of one station whose rows only commits of its register write. */
const ofStation = (id: StationId): readonly string[] => [
  placesPk(id),
  peoplePk(id),
  stationRow(id).pk,
  policyPk(id),
];

/**
 * The station whose register has to name a row: by its key or, for the row of a code, by its attribute. Undefined for
 * every other row.
 */
export function stationOfRow({ pk, sk, station }: Row): StationId | undefined {
  const partition = String(pk);
  if (partition === stationsPk) return idIn(sk);
  if (partition.startsWith(codePrefix)) return idIn(station);
  const named = idIn(partition.split('#')[1]);
  return named !== undefined && ofStation(named).includes(partition) ? named : undefined;
}

const idIn = (value: unknown): StationId | undefined =>
  typeof value === 'string' && isStationId(value) ? value : undefined;
