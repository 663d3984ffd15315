import { hkdfSync } from 'node:crypto';

export const KEY_BYTES = 32;

/** Derives a key for one purpose from the key of a use (HKDF): a leaked derived key reveals no other. */
export const derivedKey = (useKey: Uint8Array, name: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', useKey, new Uint8Array(), name, KEY_BYTES));
