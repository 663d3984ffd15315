import type { KeySource } from './key-source.ts';

/** Makes and opens wrapped keys. What it wraps with never leaves it. */
export interface KeyService {
  /** 32 fresh random bytes, wrapped; in the clear they are shown to nobody yet. */
  newWrappedKey(): Promise<string>;
  unwrap(wrapped: string): Promise<Uint8Array>;
}

/** The one place where the wrapped key is kept, for all functions. */
export interface WrappedKeyPlace {
  read(): Promise<string | undefined>;
  /** No effect when a key is there already. */
  writeUnlessThere(wrapped: string): Promise<void>;
}

/**
 * A key that is made at its first use, and kept wrapped beside what it seals: whoever restores the one has restored
 * the other. Two functions that start at once agree, because what was written first is read back before it is used.
 */
export const storedKey = (service: KeyService, place: WrappedKeyPlace): KeySource => ({
  async masterKey() {
    const found = await place.read();
    if (found !== undefined) return service.unwrap(found);
    await place.writeUnlessThere(await service.newWrappedKey());
    const agreed = await place.read();
    if (agreed === undefined) throw new Error('the wrapped key was written and is not there');
    return service.unwrap(agreed);
  },
});
