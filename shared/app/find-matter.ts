import type { Place, Station } from '../records.ts';
import { NO_PLACE, NO_STATION } from './nobodys-key.ts';
import { type Dossier, trackCase } from './read-case.ts';
import type { Refused } from './refused.ts';
import type { World } from './world.ts';

/** A case as its resident follows it, with where it happened and whom to call. */
export interface Matter {
  readonly dossier: Dossier;
  readonly place: Place | undefined;
  readonly station: Station | undefined;
  readonly refusal?: never;
}

/** What a secret link leads to. One that leads nowhere takes as many reads. */
export async function trackMatter(
  world: Pick<World, 'store' | 'vault' | 'policies'>,
  token: string,
): Promise<Matter | Refused> {
  const read = await trackCase(world, token);
  if (read.refusal) {
    await Promise.all([world.store.findPlace(NO_PLACE), world.store.findStation(NO_STATION)]);
    return read;
  }
  const { dossier } = read;
  const [place, station] = await Promise.all([
    world.store.findPlace(dossier.found.place),
    world.store.findStation(dossier.found.station),
  ]);
  return { dossier, place, station };
}
