import { createHmac, timingSafeEqual } from 'node:crypto';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { derivedKey } from './derived-key.ts';
import type { KeySource } from './key-source.ts';

/** Where the check value of the master key is stored, beside the texts that it seals. */
export interface KeyCheckPlace {
  read(): Promise<string | undefined>;
  /** Does nothing when a value is already stored. */
  writeUnlessThere(check: string): Promise<void>;
}

/** The master key is not the one under which the stored texts were sealed. Nothing may be sealed or opened with it. */
export class WrongKey extends Unavailable {
  override readonly name = 'WrongKey';
}

/** Tells two master keys apart and reveals neither. */
export const checkOf = (master: Uint8Array): string =>
  createHmac('sha256', derivedKey(master, 'huiying key check 1')).digest('base64url');

/**
 * A master key that is given out only if it is the one that was used first. Without this check, a key that was lost and
 * made anew would seal new texts, and every older one would look like a defect.
 */
export const checkedKey = (source: KeySource, place: KeyCheckPlace): KeySource => ({
  async masterKey() {
    const before = await place.read();
    const master = await source.masterKey({ isNew: before === undefined });
    const own = checkOf(master);
    if (before === undefined) await place.writeUnlessThere(own);
    // When two functions start at once, both compare with the value that was written first.
    const agreed = before ?? (await place.read());
    if (agreed === undefined || !isSame(agreed, own)) {
      throw new WrongKey(
        'the key of texts is not the one that the stored texts were sealed under: put that one back',
      );
    }
    return master;
  },
});

export const isSame = (one: string, other: string): boolean =>
  one.length === other.length && timingSafeEqual(Buffer.from(one), Buffer.from(other));
