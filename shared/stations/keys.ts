import type { PersonId, StationId } from '../engine/scope.ts';
import type { RowKey } from '../engine/storage/row.ts';

export const placeRow = (code: string): RowKey => ({ pk: `L#${code}`, sk: 'PLACE' });
export const listedPlaceRow = (station: StationId, code: string): RowKey => ({
  pk: placesPk(station),
  sk: code,
});
export const placesPk = (station: StationId): string => `S#${station}#PLACES`;
export const stationRow = (station: StationId): RowKey => ({ pk: `S#${station}#STATION`, sk: 'STATION' });
/** The list of all stations, used to publish their public keys. */
export const stationsPk = 'STATIONS';
export const listedStationRow = (station: StationId): RowKey => ({ pk: stationsPk, sk: station });
export const personRow = (station: StationId, person: PersonId): RowKey => ({
  pk: peoplePk(station),
  sk: person,
});
export const peoplePk = (station: StationId): string => `S#${station}#PEOPLE`;
