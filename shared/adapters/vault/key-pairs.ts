import { createHash, type webcrypto } from 'node:crypto';
import type { StationId } from '../../engine/scope.ts';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { isSame, type KeyCheckPlace, WrongKey } from './checked-key.ts';
import { type PairUse, pairUses } from './key-use.ts';
import { importPrivate } from './public-key.ts';
import type { KeyService } from './stored-key.ts';

/** A pair as it is stored: the public half, and the private half wrapped by the key service. */
export interface KeyPair {
  readonly publicKey: string;
  readonly wrapped: string;
}

export type PublicHalf = Pick<KeyPair, 'publicKey'>;

/** Makes pairs without being able to open what is sealed to them. */
export interface PairMaker {
  newPair(): Promise<KeyPair>;
}

/** Where the pair of a use and a station is stored, and its check value. */
export interface KeyPairPlace {
  readonly check: KeyCheckPlace;
  read(): Promise<KeyPair | undefined>;
  /** Reads the public half alone, for those who may read no more. */
  readPublic(): Promise<PublicHalf | undefined>;
  /** Does nothing when a pair is already stored. */
  writeUnlessThere(pair: KeyPair): Promise<void>;
}

export type KeyPairPlaces = (use: PairUse, station: StationId) => KeyPairPlace;

/** The public halves of the pairs of stations. */
export interface PublicKeys {
  /** Throws `Unavailable` for a station that was not entered. */
  of(use: PairUse, station: StationId): Promise<string>;
}

/** The private halves of one use, for those who may open what was sealed to it. */
export interface PrivateKeys {
  of(station: StationId): Promise<webcrypto.CryptoKey>;
}

/**
 * Makes the pairs of a station where there are none. When two callers do so at once, both keep the pair that was written
 * first. A pair that is gone is not made anew: what was sealed to it would stay unreadable, and nobody would notice.
 */
export async function ensureKeyPairs(
  station: StationId,
  makers: Readonly<Record<PairUse, PairMaker>>,
  places: KeyPairPlaces,
): Promise<void> {
  for (const use of pairUses) await ensureKeyPair(makers[use], places(use, station));
}

async function ensureKeyPair(maker: PairMaker, place: KeyPairPlace): Promise<void> {
  const [before, known] = await Promise.all([place.readPublic(), place.check.read()]);
  if (before === undefined && known !== undefined) throw new WrongKey(gone);
  if (before === undefined) await place.writeUnlessThere(await maker.newPair());
  const agreed = before ?? (await place.readPublic());
  if (agreed === undefined) throw new Error('the pair of keys was written and is not there');
  if (known === undefined) await place.check.writeUnlessThere(checkOf(agreed));
  else assertFirst(agreed, known);
}

/** Reads public keys and gives out only those that were used first. */
export const publicKeysIn = (places: KeyPairPlaces): PublicKeys => ({
  async of(use, station) {
    const place = places(use, station);
    const [half, known] = await Promise.all([place.readPublic(), place.check.read()]);
    return firstUsed(half, known).publicKey;
  },
});

/** Asks the key service for private keys; callers remember the answers. */
export const privateKeysIn = (
  use: PairUse,
  places: KeyPairPlaces,
  service: Pick<KeyService, 'unwrap'>,
): PrivateKeys => ({
  async of(station) {
    const place = places(use, station);
    const [stored, known] = await Promise.all([place.read(), place.check.read()]);
    const pair = firstUsed(stored, known);
    const { key, publicKey } = await importPrivate(await service.unwrap(pair.wrapped));
    if (publicKey !== pair.publicKey)
      throw new WrongKey('the two halves of a pair of keys do not belong together');
    return key;
  },
});

/** The pair, or the part of it that was read, if it is the one that was used first. */
function firstUsed<Pair extends PublicHalf>(pair: Pair | undefined, known: string | undefined): Pair {
  if (known === undefined) throw new Unavailable('the station has no keys yet: enter it again');
  if (pair === undefined) throw new WrongKey(gone);
  assertFirst(pair, known);
  return pair;
}

const gone = 'the pair of keys is gone from the table: restore its row from a backup';

/** Tells two pairs apart: the hash of the public half. */
const checkOf = ({ publicKey }: PublicHalf): string =>
  createHash('sha256').update(`huiying key check 1 ${publicKey}`).digest('base64url');

function assertFirst(pair: PublicHalf, known: string): void {
  if (!isSame(checkOf(pair), known)) {
    throw new WrongKey('the pair of keys is not the one that was used before: put that one back');
  }
}
