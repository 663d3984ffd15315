import type { StationId } from '../engine/scope.ts';

/** The key pairs of a station, to which texts are sealed. */
export interface StationKeyPairs {
  /** Makes those that the station has not yet. The maker of a pair cannot open what is sealed to it. */
  ensure(station: StationId): Promise<void>;
}
