import type { Place, Station } from '../records.ts';
import type { World } from './world.ts';

/** The place whose code hangs on a wall, or `undefined` when no wall has it. */
export const findPlace = (world: Pick<World, 'store'>, code: string): Promise<Place | undefined> =>
  world.store.findPlace(code);

/** A place with what a form about it needs: whose it is, and which other places it could have been. */
export interface Surroundings {
  readonly place: Place;
  readonly station: Station | undefined;
  readonly otherPlaces: readonly Place[];
}

/** A place and its surroundings, or `undefined` when no wall has the code. */
export async function findSurroundings(
  world: Pick<World, 'store'>,
  code: string,
): Promise<Surroundings | undefined> {
  const place = await findPlace(world, code);
  if (place === undefined) return undefined;
  const [station, places] = await Promise.all([
    world.store.findStation(place.station),
    world.store.places(place.station),
  ]);
  return { place, station, otherPlaces: places.filter((other) => other.code !== place.code) };
}
