import type { StationStore } from '../../stations/station-store.ts';
import {
  listedPlaceItem,
  personIn,
  personItem,
  placeIn,
  placeItem,
  stationIn,
  stationItem,
  stationListedIn,
  usedOnceItem,
} from './companion-items.ts';
import { notThereYet, stillAs } from './conditions.ts';
import { listedStationRow, peoplePk, placeRow, placesPk, stationRow, stationsPk } from './keys.ts';
import { getRow, putRow, queryAll, type Table } from './rows.ts';
import { writeAll } from './transaction.ts';

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
    const written = await writeAll(table, [
      { row: placeItem(place), condition: stillAs({ replaced: undefined }), conflict: 'version' },
      { row: listedPlaceItem(place), condition: stillAs({ replaced: undefined }), conflict: 'version' },
    ]);
    if (!written.ok)
      throw new RangeError(`the code ${place.code} was replaced, and no place may have it again`);
    await putRow(table, { ...listedStationRow(place.station) });
  },

  async replaceCode(place, replaced) {
    const [old, next] = [
      { ...place, replaced },
      { ...place, code: replaced.code },
    ];
    const asItIs = stillAs({ station: place.station, replaced: undefined });
    const written = await writeAll(table, [
      { row: placeItem(old), condition: asItIs, conflict: 'version' },
      { row: listedPlaceItem(old), condition: asItIs, conflict: 'version' },
      { row: placeItem(next), condition: notThereYet(), conflict: 'reference' },
      { row: listedPlaceItem(next), condition: notThereYet(), conflict: 'reference' },
    ]);
    if (written.ok) return 'replaced';
    return written.conflict === 'reference' ? 'code-taken' : 'replaced-before';
  },

  async useOnce(once) {
    const row = { row: usedOnceItem(once), condition: notThereYet(), conflict: 'proof' } as const;
    return (await writeAll(table, [row])).ok;
  },
  addStation: (station) => putRow(table, stationItem(station)),
  addPerson: (person) => putRow(table, personItem(person)),
});
