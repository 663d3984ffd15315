import type { Refused } from '../../engine/refused.ts';
import type { World } from '../../engine/world.ts';
import type { Place } from '../../stations/place.ts';
import type { Station } from '../../stations/station.ts';
import { NO_PLACE, NO_STATION } from '../intake/decoy-key.ts';
import { type CaseDetails, trackCase } from './read-case.ts';

/** A case as its resident follows it, with where it happened and whom to call. */
export interface TrackedCase {
  readonly caseDetails: CaseDetails;
  readonly place: Place | undefined;
  readonly station: Station | undefined;
  readonly refusal?: never;
}

/** What a secret link leads to. One that leads nowhere takes as many reads. */
export async function findTrackedCase(
  world: Pick<World, 'store' | 'vault' | 'policies'>,
  token: string,
): Promise<TrackedCase | Refused> {
  const read = await trackCase(world, token);
  if (read.refusal) {
    await Promise.all([world.store.findPlace(NO_PLACE), world.store.findStation(NO_STATION)]);
    return read;
  }
  const { caseDetails } = read;
  const [place, station] = await Promise.all([
    world.store.findPlace(caseDetails.found.place),
    world.store.findStation(caseDetails.found.station),
  ]);
  return { caseDetails, place, station };
}
