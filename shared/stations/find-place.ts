import type { Freshness } from '../engine/storage/store.ts';
import type { Place } from './place.ts';
import type { Station } from './station.ts';
import type { StationStore } from './station-store.ts';

/** The most codes followed for one place; a longer chain of replacements is taken for a cycle. */
const CODES_MAX = 50;

/** The place that has or had this code, with its current code; `undefined` for a code that never existed. */
export async function findPlace(
  world: { readonly store: StationStore },
  code: string,
  freshness?: Freshness,
): Promise<Place | undefined> {
  let place = await world.store.findPlace(code, freshness);
  for (let codes = 1; place?.replaced !== undefined && codes < CODES_MAX; codes += 1) {
    place = await world.store.findPlace(place.replaced.code, freshness);
  }
  return place;
}

/** A place with what its form shows: its station, and the other places that the resident may choose. */
export interface PlaceDetails {
  readonly place: Place;
  readonly station: Station | undefined;
  readonly otherPlaces: readonly Place[];
}

/** The details of the place that has or had this code; `undefined` for a code that never existed. */
export async function findPlaceDetails(
  world: { readonly store: StationStore },
  code: string,
  freshness?: Freshness,
): Promise<PlaceDetails | undefined> {
  const place = await findPlace(world, code, freshness);
  if (place === undefined) return undefined;
  const [station, places] = await Promise.all([
    world.store.findStation(place.station, 'recent'),
    world.store.places(place.station),
  ]);
  return { place, station, otherPlaces: places.filter((other) => other.code !== place.code) };
}
