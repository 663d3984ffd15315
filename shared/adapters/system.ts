import { randomBytes, randomInt } from 'node:crypto';
import type { CaseId } from '../cases/case.ts';
import type { PhotoId } from '../cases/photos/photo.ts';
import { REFERENCE_COUNT, referenceFrom } from '../cases/reference.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { System } from '../engine/system.ts';

/** Where chance comes from: the operating system, or a seed in tests. */
export interface Chance {
  bytes(length: number): Uint8Array;
  /** A whole number from 0 to `limit` − 1, each as likely. */
  below(limit: number): number;
}

/** Chance that nobody can guess: tokens, case ids and keys are made of it. */
export const secureChance: Chance = { bytes: randomBytes, below: (limit) => randomInt(limit) };

/** The real time and real chance; nothing else in the project asks the machine for either. */
export const system = (): System => systemOf(() => Date.now(), secureChance);

const BASE_32 = 'abcdefghijklmnopqrstuvwxyz234567';
/** 25 characters of 5 bits: too many to guess, and none is mistaken for another when read out. */
const ID_CHARACTERS = 25;
const TOKEN_BYTES = 24;

export const systemOf = (now: () => Instant, chance: Chance): System => ({
  now,
  // The leading letter keeps an id from ever looking like a number, to a person or to a spreadsheet.
  newCaseId: () => `c${idCharacters(chance)}` as CaseId,
  newPhotoId: () => `p${idCharacters(chance)}` as PhotoId,
  newReference: () => referenceFrom(chance.below(REFERENCE_COUNT)),
  newToken: () => Buffer.from(chance.bytes(TOKEN_BYTES)).toString('base64url'),
  shuffled: (items) => shuffled(items, chance),
});

const idCharacters = (chance: Chance): string =>
  Array.from(chance.bytes(ID_CHARACTERS), (byte) => BASE_32.charAt(byte & 31)).join('');

/** Fisher and Yates: every order is as likely as any other. */
function shuffled<T>(items: readonly T[], chance: Chance): readonly T[] {
  const order = [...items];
  for (let last = order.length - 1; last > 0; last -= 1) {
    const other = chance.below(last + 1);
    [order[last], order[other]] = [order[other] as T, order[last] as T];
  }
  return order;
}
