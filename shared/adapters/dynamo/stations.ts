import type { StationStore } from '../../ports.ts';
import { listedStationRow, peoplePk, placeRow, placesPk, stationRow, stationsPk } from './keys.ts';
import {
  listedPlaceItem,
  personIn,
  personItem,
  placeIn,
  placeItem,
  stationIn,
  stationItem,
  stationListedIn,
} from './register-items.ts';
import { getRow, putRow, queryAll, type Table } from './rows.ts';

/** A police room has a handful of people; a station with more than this is something else. */
const PEOPLE_MAX = 500;
/** Walls with a code on them; the largest estates have a few hundred. */
const PLACES_MAX = 2000;
/** Police rooms that share one deployment: a district has some dozens. */
const STATIONS_MAX = 1000;

export const stations = (table: Table): StationStore => ({
  async findPlace(code) {
    const row = await getRow(table, placeRow(code));
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
    return rows.map(placeIn);
  },

  async findStation(station) {
    const row = await getRow(table, stationRow(station));
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

  async roster(station) {
    const rows = await queryAll(
      table,
      {
        ConsistentRead: true,
        KeyConditionExpression: '#pk = :pk',
        ExpressionAttributeNames: { '#pk': 'pk' },
        ExpressionAttributeValues: { ':pk': peoplePk(station) },
      },
      PEOPLE_MAX,
    );
    const people = rows.flatMap((row) => personIn(row) ?? []);
    return { people, unreadable: rows.length - people.length };
  },

  async addPlace(place) {
    // The list first: a place that is listed but not found yet is a dead choice for a moment, not a dead wall.
    await putRow(table, listedPlaceItem(place));
    await putRow(table, placeItem(place));
    await putRow(table, { ...listedStationRow(place.station) });
  },
  addStation: (station) => putRow(table, stationItem(station)),
  addPerson: (person) => putRow(table, personItem(person)),
});
