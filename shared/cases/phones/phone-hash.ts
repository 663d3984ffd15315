import type { StationId } from '../../engine/scope.ts';

/** Hashes telephone numbers under a key that differs for each station, so that a stored hash reveals no number. */
export interface PhoneHash {
  /** @param number in the form of `canonicalPhones` */
  of(station: StationId, number: string): Promise<string>;
}
