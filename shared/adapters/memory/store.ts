import type { RateCounterStore } from '../../cases/intake/rate-counter-store.ts';
import type { Store } from '../../cases/world.ts';
import { codeTaken } from '../../stations/place.ts';
import type { StationStore } from '../../stations/station-store.ts';
import { aggregates } from './aggregates.ts';
import { caseList } from './case-list.ts';
import { companions } from './companions.ts';
import { deliveries } from './deliveries.ts';
import { due } from './due.ts';
import { proofBook } from './proof.ts';
import { emptyTables, type Tables } from './tables.ts';

/** The store in memory, for tests and simulation. The contract suite runs on it and on DynamoDB. */
export const memoryStore = (tables: Tables = emptyTables(), shardsPerLane = 1): Store => ({
  ...aggregates(tables, shardsPerLane),
  ...companions(tables),
  ...caseList(tables),
  ...due(tables, shardsPerLane),
  ...deliveries(tables, shardsPerLane),
  ...stations(tables),
  ...rateCounters(tables),
  ...proofBook(tables),
});

const rateCounters = (tables: Tables): RateCounterStore => ({
  async countUp(name, by) {
    const count = (tables.rateCounters.get(name) ?? 0) + by;
    tables.rateCounters.set(name, count);
    return count;
  },
});

const stations = (tables: Tables): StationStore => ({
  findPlace: async (code) => tables.places.get(code),
  places: async (station) =>
    [...tables.places.values()]
      .filter((place) => place.station === station && place.replaced === undefined)
      .sort((left, right) => (left.code < right.code ? -1 : 1)),
  findStation: async (station) => tables.stations.get(station),
  stations: async () => [...new Set([...tables.places.values()].map(({ station }) => station))].sort(),
  async roster(station) {
    const entries = [...tables.people].filter(([name]) => name.startsWith(`${station}/`));
    const people = entries.flatMap(([, person]) => (person === 'unreadable' ? [] : person));
    return { people, unreadable: entries.length - people.length };
  },
  async replaceCode(place, replaced) {
    if (tables.places.get(place.code)?.replaced !== undefined) return 'replaced-before';
    if (tables.places.has(replaced.code)) return 'code-taken';
    tables.places.set(place.code, { ...place, replaced });
    tables.places.set(replaced.code, { ...place, code: replaced.code });
    return 'replaced';
  },
  async addPlace(place) {
    const found = tables.places.get(place.code);
    if (found !== undefined && (found.replaced !== undefined || found.station !== place.station)) {
      throw new RangeError(codeTaken(place));
    }
    tables.places.set(place.code, place);
  },
  async addStation(station) {
    tables.stations.set(station.station, station);
  },
  async addPerson(person) {
    tables.people.set(`${person.station}/${person.person}`, person);
  },
});
