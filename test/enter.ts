import { seededSystem } from '../shared/adapters/memory/seeded-system.ts';
import type { Instant } from '../shared/engine/calendar/instant.ts';
import type { Person } from '../shared/engine/outbox/person.ts';
import type { StationId } from '../shared/engine/scope.ts';
import { enter, type StationEntries } from '../shared/register/enter.ts';
import { operator } from '../shared/register/record.ts';
import type { RegisterWorld } from '../shared/register/register-world.ts';
import type { Place } from '../shared/stations/place.ts';
import type { Station } from '../shared/stations/station.ts';

type Store = RegisterWorld['store'];

/** The salts of tests need only differ. */
const system = seededSystem(20, 0);

/** Enters what a test needs of a station, as an operator does, by commits of its register. */
async function entered(store: Store, id: StationId, entries: StationEntries, now: Instant): Promise<void> {
  const outcome = await enter({ store, system }, id, entries, operator(now));
  if (outcome.refusal) throw new Error(`what a test needs of ${id} was refused: ${outcome.refusal.code}`);
}

/** Without an instant it was long ago: few tests look at when a station was entered. */
export const enteredStation = (store: Store, station: Station, now: Instant = 0) =>
  entered(store, station.station, { station }, now);
export const enteredPlace = (store: Store, place: Place, now: Instant = 0) =>
  entered(store, place.station, { places: [place] }, now);
export const enteredPlaces = (store: Store, station: Station, places: readonly Place[], now: Instant = 0) =>
  entered(store, station.station, { station, places }, now);
export const enteredPerson = (store: Store, person: Person, now: Instant = 0) =>
  enteredPeople(store, [person], now);

/** In one commit for each station, since commits at once would have to wait for each other. */
export async function enteredPeople(
  store: Store,
  people: readonly Person[],
  now: Instant = 0,
): Promise<void> {
  const byStation = Map.groupBy(people, ({ station }) => station);
  for (const [station, own] of byStation) await entered(store, station, { people: own }, now);
}
