import { hkdfSync } from 'node:crypto';
import { KEY_BYTES } from './envelope.ts';

/** A key for one use of the master key (HKDF): what one of them gives away says nothing about another. */
export const derivedKey = (master: Uint8Array, use: string): Uint8Array =>
  new Uint8Array(hkdfSync('sha256', master, new Uint8Array(), use, KEY_BYTES));
