import type { Roster } from '../engine/outbox/person.ts';
import type { StationId } from '../engine/scope.ts';
import type { Freshness } from '../engine/storage/store.ts';
import type { Place } from './place.ts';
import type { Station } from './station.ts';

/** Reads what a station is; only commits of its register change it (shared/register). */
export interface StationStore {
  findPlace(code: string, freshness?: Freshness): Promise<Place | undefined>;
  /** Every place of a station with its current code, sorted by code. */
  places(station: StationId): Promise<readonly Place[]>;
  findStation(station: StationId, freshness?: Freshness): Promise<Station | undefined>;
  /** The ids of all stations that were entered. */
  stations(): Promise<readonly StationId[]>;
  /** Entries that do not parse are counted and left out, so that all others are still notified. */
  roster(station: StationId, freshness?: Freshness): Promise<Roster>;
}
