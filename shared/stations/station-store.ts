import type { OneTimeUse } from '../engine/one-time-use.ts';
import type { StationId } from '../engine/scope.ts';
import type { Person, Roster } from './person.ts';
import type { Place, Replacement } from './place.ts';
import type { Station } from './station.ts';

export interface StationStore {
  findPlace(code: string): Promise<Place | undefined>;
  /** Every place of a station under the code it has now, in the order of their codes. */
  places(station: StationId): Promise<readonly Place[]>;
  findStation(station: StationId): Promise<Station | undefined>;
  /** Every station that has a place, by its id. */
  stations(): Promise<readonly StationId[]>;
  /** Strongly consistent. An entry that does not read keeps nobody else from being told. */
  roster(station: StationId): Promise<Roster>;
  /** Throws for a code that was replaced. */
  addPlace(place: Place): Promise<void>;
  /** Gives the place its new code and marks the old one, both or neither; no code is ever given twice. */
  replaceCode(place: Place, by: Replacement): Promise<'replaced' | 'replaced-before' | 'code-taken'>;
  /** Uses something up that can be used once, such as a link; false when it was used before. */
  useOnce(once: OneTimeUse): Promise<boolean>;
  addStation(station: Station): Promise<void>;
  addPerson(person: Person): Promise<void>;
}
