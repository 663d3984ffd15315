import type { Hasher } from '../../engine/secrets/hasher.ts';
import { hmacUnder } from './hmac.ts';
import type { KeySource } from './key-source.ts';

/** Recognises equal reports and addresses. */
export const hasher = (source: KeySource): Hasher => ({
  keyedHash: hmacUnder(source, 'huiying hashing key 1'),
});
