import {
  listedStationRow,
  peoplePk,
  placeRow,
  placesPk,
  stationRow,
  stationsPk,
} from '../../stations/keys.ts';
import { codeTaken } from '../../stations/place.ts';
import type { StationStore } from '../../stations/station-store.ts';
import { either, notThereYet, stillAs } from './conditions.ts';
import { getRow, putRow, queryAll, type Table } from './rows.ts';
import {
  listedPlaceItem,
  personIn,
  personItem,
  placeIn,
  placeItem,
  stationIn,
  stationItem,
  stationListedIn,
} from './station-items.ts';
import { writeAll } from './transaction.ts';

/** A police room has a handful of people. */
const PEOPLE_MAX = 500;
/** Places with a code; the largest compounds have a few hundred. */
const PLACES_MAX = 2000;
/** Stations of one deployment; a district has some dozens. */
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
    return rows.map(placeIn).filter(({ replaced }) => replaced === undefined);
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
    const isOwn = either(notThereYet(), stillAs({ station: place.station, replaced: undefined }));
    const written = await writeAll(table, [
      { row: placeItem(place), condition: isOwn, conflict: 'version' },
      { row: listedPlaceItem(place), condition: stillAs({ replaced: undefined }), conflict: 'version' },
    ]);
    if (!written.ok) throw new RangeError(codeTaken(place));
    await putRow(table, { ...listedStationRow(place.station) });
  },

  async replaceCode(place, replaced) {
    const [old, next] = [
      { ...place, replaced },
      { ...place, code: replaced.code },
    ];
    const stillCurrent = stillAs({ station: place.station, replaced: undefined });
    const written = await writeAll(table, [
      { row: placeItem(old), condition: stillCurrent, conflict: 'version' },
      { row: listedPlaceItem(old), condition: stillCurrent, conflict: 'version' },
      { row: placeItem(next), condition: notThereYet(), conflict: 'reference' },
      { row: listedPlaceItem(next), condition: notThereYet(), conflict: 'reference' },
    ]);
    if (written.ok) return 'replaced';
    return written.conflict === 'reference' ? 'code-taken' : 'replaced-before';
  },

  addStation: (station) => putRow(table, stationItem(station)),
  addPerson: (person) => putRow(table, personItem(person)),
});
