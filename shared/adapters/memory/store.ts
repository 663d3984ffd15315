import type { RateCounterStore } from '../../cases/intake/rate-counter-store.ts';
import type { Store } from '../../cases/world.ts';
import { peoplePk, placeRow, placesPk, stationRow, stationsPk } from '../../stations/keys.ts';
import { placeIn, rosterIn, stationIn, stationListedIn } from '../../stations/station-rows.ts';
import type { StationStore } from '../../stations/station-store.ts';
import { aggregates } from './aggregates.ts';
import { caseList } from './case-list.ts';
import { companionAt, companions, companionsIn } from './companions.ts';
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
  async findPlace(code) {
    const row = companionAt(tables, placeRow(code));
    return row && placeIn(row);
  },
  places: async (station) =>
    companionsIn(tables, placesPk(station), {})
      .map(placeIn)
      .filter(({ replaced }) => replaced === undefined),
  async findStation(station) {
    const row = companionAt(tables, stationRow(station));
    return row && stationIn(row);
  },
  stations: async () => companionsIn(tables, stationsPk, {}).map(stationListedIn),
  async roster(station) {
    return rosterIn(companionsIn(tables, peoplePk(station), {}));
  },
});
