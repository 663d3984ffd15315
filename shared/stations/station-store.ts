import type { Person, Roster } from '../engine/outbox/person.ts';
import type { StationId } from '../engine/scope.ts';
import type { Place, Replacement } from './place.ts';
import type { Station } from './station.ts';

export interface StationStore {
  findPlace(code: string): Promise<Place | undefined>;
  /** Every place of a station with its current code, sorted by code. */
  places(station: StationId): Promise<readonly Place[]>;
  findStation(station: StationId): Promise<Station | undefined>;
  /** The ids of all stations that have a place. */
  stations(): Promise<readonly StationId[]>;
  /** Strongly consistent. Entries that do not parse are counted and left out, so that all others are still notified. */
  roster(station: StationId): Promise<Roster>;
  /** Throws a RangeError for a code that was replaced or belongs to another station. */
  addPlace(place: Place): Promise<void>;
  /** Writes the new code and marks the old one as replaced, in one transaction; a code is never given twice. */
  replaceCode(place: Place, by: Replacement): Promise<'replaced' | 'replaced-before' | 'code-taken'>;
  addStation(station: Station): Promise<void>;
  addPerson(person: Person): Promise<void>;
}
