import { createHmac, timingSafeEqual } from 'node:crypto';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { derivedKey } from './derived-key.ts';
import type { KeySource } from './key-source.ts';

/** Where the check value of a key is stored, in the table with everything that was made under it. */
export interface KeyCheckPlace {
  read(): Promise<string | undefined>;
  /** Does nothing when a value is already stored. */
  writeUnlessThere(check: string): Promise<void>;
}

/** A key is not the one under which the stored rows were made. Nothing may be sealed, opened or hashed with it. */
export class WrongKey extends Unavailable {
  override readonly name = 'WrongKey';
}

/** Tells two keys apart and reveals neither. */
export const checkOf = (useKey: Uint8Array): string =>
  createHmac('sha256', derivedKey(useKey, 'huiying key check 1')).digest('base64url');

/**
 * A key that is given out only if it is the one that was used first. Without this check, a key that was lost and made
 * anew would be used from then on, and everything older would look like a defect.
 */
export const checkedKey = (source: KeySource, place: KeyCheckPlace): KeySource => ({
  async key() {
    const before = await place.read();
    const useKey = await source.key({ isNew: before === undefined });
    const own = checkOf(useKey);
    if (before === undefined) await place.writeUnlessThere(own);
    // When two functions start at once, both compare with the value that was written first.
    const agreed = before ?? (await place.read());
    if (agreed === undefined || !isSame(agreed, own)) {
      throw new WrongKey('the key is not the one that was used before: put that one back');
    }
    return useKey;
  },
});

export const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
