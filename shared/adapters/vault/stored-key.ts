import { WrongKey } from './checked-key.ts';
import type { KeySource } from './key-source.ts';

/** Creates and unwraps keys. The wrapping key never leaves the service. */
export interface KeyService {
  /** Returns 32 new random bytes, wrapped. */
  newWrappedKey(): Promise<string>;
  unwrap(wrapped: string): Promise<Uint8Array>;
}

/** Where the wrapped key is stored, for all functions. */
export interface WrappedKeyPlace {
  read(): Promise<string | undefined>;
  /** Does nothing when a key is already stored. */
  writeUnlessThere(wrapped: string): Promise<void>;
}

/**
 * A key that is created on first use and stored wrapped in the same table as what is made under it, so a restored table
 * can be read. When two functions start at once, both read back the key that was written first.
 */
export const storedKey = (service: KeyService, place: WrappedKeyPlace): KeySource => ({
  async key({ isNew } = { isNew: true }) {
    const found = await place.read();
    if (found !== undefined) return service.unwrap(found);
    if (!isNew) throw new WrongKey('the wrapped key is gone from the table: restore its row from a backup');
    await place.writeUnlessThere(await service.newWrappedKey());
    const agreed = await place.read();
    if (agreed === undefined) throw new Error('the wrapped key was written and is not there');
    return service.unwrap(agreed);
  },
});
