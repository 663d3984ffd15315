import type { Place } from '../../stations/place.ts';
import type { Station } from '../../stations/station.ts';
import { NO_PLACE, NO_STATION } from '../intake/decoy-key.ts';
import type { Refused } from '../refused.ts';
import type { World } from '../world.ts';
import { type CaseDetails, trackCase } from './read-case.ts';

/** A case for its resident's tracking page, with its place and the station to call. */
export interface TrackedCase {
  readonly caseDetails: CaseDetails;
  readonly place: Place | undefined;
  readonly station: Station | undefined;
  readonly refusal?: never;
}

/** Finds the case of a secret link. An unknown link costs at least as many reads, so the response time does not reveal it. */
export async function findTrackedCase(
  world: Pick<World, 'store' | 'readerKeys' | 'policies'>,
  token: string,
): Promise<TrackedCase | Refused> {
  const read = await trackCase(world, token);
  if (read.refusal) {
    await Promise.all([world.store.findPlace(NO_PLACE), world.store.findStation(NO_STATION, 'recent')]);
    return read;
  }
  const { caseDetails } = read;
  const [place, station] = await Promise.all([
    world.store.findPlace(caseDetails.found.place),
    world.store.findStation(caseDetails.found.station, 'recent'),
  ]);
  return { caseDetails, place, station };
}
