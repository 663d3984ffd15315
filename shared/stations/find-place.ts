import type { Place } from './place.ts';
import type { Station } from './station.ts';
import type { StationStore } from './station-store.ts';

/** Codes that one place had in its life; a place with more of them is something else. */
const CODES_MAX = 50;

/** The place whose code hangs, or hung, on a wall, under the code it has now; `undefined` when no wall had it. */
export async function findPlace(
  world: { readonly store: StationStore },
  code: string,
): Promise<Place | undefined> {
  let place = await world.store.findPlace(code);
  for (let codes = 1; place?.replaced !== undefined && codes < CODES_MAX; codes += 1) {
    place = await world.store.findPlace(place.replaced.code);
  }
  return place;
}

/** A place with what a form about it needs: whose it is, and which other places it could have been. */
export interface PlaceDetails {
  readonly place: Place;
  readonly station: Station | undefined;
  readonly otherPlaces: readonly Place[];
}

/** A place and its surroundings, or `undefined` when no wall has or had the code. */
export async function findPlaceDetails(
  world: { readonly store: StationStore },
  code: string,
): Promise<PlaceDetails | undefined> {
  const place = await findPlace(world, code);
  if (place === undefined) return undefined;
  const [station, places] = await Promise.all([
    world.store.findStation(place.station),
    world.store.places(place.station),
  ]);
  return { place, station, otherPlaces: places.filter((other) => other.code !== place.code) };
}
