import { randomBytes, randomInt } from 'node:crypto';
import type { CaseId } from '../cases/case.ts';
import type { CaseSystem } from '../cases/case-system.ts';
import type { PhotoId } from '../cases/photos/photo.ts';
import { REFERENCE_COUNT, referenceFrom } from '../cases/reference.ts';
import type { Instant } from '../engine/calendar/instant.ts';

/** A source of randomness: the operating system, or a seed in tests. */
export interface Chance {
  bytes(length: number): Uint8Array;
  /** A uniformly distributed integer from 0 to `limit` − 1. */
  below(limit: number): number;
}

/** Cryptographically secure randomness, for tokens, ids and keys. */
export const secureChance: Chance = { bytes: randomBytes, below: (limit) => randomInt(limit) };

/** The real clock and secure randomness; no other code of the project reads either. */
export const system = (): CaseSystem => systemOf(() => Date.now(), secureChance);

const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** 25 characters of 5 bits (125 bits) cannot be guessed; no character is mistaken for another when read aloud. */
const ID_CHARACTERS = 25;
const TOKEN_BYTES = 24;

export const systemOf = (now: () => Instant, chance: Chance): CaseSystem => ({
  now,
  // With its leading letter an id is never taken for a number, for example by a spreadsheet.
  newId: (letter) => `${letter}${idCharacters(chance)}`,
  newCaseId: () => `c${idCharacters(chance)}` as CaseId,
  newPhotoId: () => `p${idCharacters(chance)}` as PhotoId,
  newReference: () => referenceFrom(chance.below(REFERENCE_COUNT)),
  newToken: () => Buffer.from(chance.bytes(TOKEN_BYTES)).toString('base64url'),
  shuffled: (items) => shuffled(items, chance),
});

const idCharacters = (chance: Chance): string =>
  Array.from(chance.bytes(ID_CHARACTERS), (byte) => BASE_32.charAt(byte & 31)).join('');

/** Fisher–Yates: every order is equally likely. */
function shuffled<T>(items: readonly T[], chance: Chance): readonly T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = chance.below(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
