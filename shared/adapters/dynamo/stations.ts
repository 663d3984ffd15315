import type { StationStore } from '../../ports.ts';
import { peoplePk, placeRow } from './keys.ts';
import { personIn, personItem, placeIn, placeItem } from './register-items.ts';
import { getRow, putRow, queryAll, type Table } from './rows.ts';

/** A police room has a handful of people; a station with more than this is something else. */
const PEOPLE_MAX = 500;

export const stations = (table: Table): StationStore => ({
  async findPlace(code) {
    const row = await getRow(table, placeRow(code));
    return row && placeIn(row);
  },

  async people(station) {
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
    return rows.map(personIn);
  },

  addPlace: (place) => putRow(table, placeItem(place)),
  addPerson: (person) => putRow(table, personItem(person)),
});
