import type { Place } from '../ports.ts';
import type { World } from './world.ts';

/** The place whose code hangs on a wall, or `undefined` when no wall has it. */
export const findPlace = (world: Pick<World, 'store'>, code: string): Promise<Place | undefined> =>
  world.store.findPlace(code);
