import { hkdfSync } from 'node:crypto';
import { KEY_BYTES } from './envelope.ts';

/** Derives a key for one use from the master key (HKDF): a leaked derived key reveals no other. */
export const derivedKey = (master: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), use, KEY_BYTES));
