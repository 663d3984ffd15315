import { peoplePk, placeRow, placesPk, stationRow, stationsPk } from '../../stations/keys.ts';
import { placeIn, rosterIn, stationIn, stationListedIn } from '../../stations/station-rows.ts';
import type { StationStore } from '../../stations/station-store.ts';
import { getRow, queryAll, type Table } from './rows.ts';

/** A police room has a handful of people. */
const PEOPLE_MAX = 500;
/** Places with a code; the largest compounds have a few hundred. */
const PLACES_MAX = 2000;
/** Stations of one deployment; a district has some dozens. */
const STATIONS_MAX = 1000;

export const stations = (table: Table): StationStore => ({
  async findPlace(code, freshness) {
    const row = await getRow(table, placeRow(code), undefined, freshness);
    return row && placeIn(row);
  },

  async places(station) {
    const rows = await queryAll(
      table,
      {
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': placesPk(station) },
      },
      PLACES_MAX,
    );
    return rows.map(placeIn).filter(({ replaced }) => replaced === undefined);
  },

  async findStation(station, freshness) {
    const row = await getRow(table, stationRow(station), undefined, freshness);
    return row && stationIn(row);
  },

  async stations() {
    const rows = await queryAll(
      table,
      {
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': stationsPk },
      },
      STATIONS_MAX,
    );
    return rows.map(stationListedIn);
  },

  async roster(station, freshness = 'latest') {
    const rows = await queryAll(
      table,
      {
        ConsistentRead: freshness === 'latest',
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': peoplePk(station) },
      },
      PEOPLE_MAX,
    );
    return rosterIn(rows);
  },
});
