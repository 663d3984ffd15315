import type { PhoneHash } from '../cases/phones/phone-hash.ts';
import { once } from './once.ts';
import { hmacUnder } from './vault/hmac.ts';
import type { KeySource } from './vault/key-source.ts';

/**
 * HMAC-SHA-256 under a key for each station, derived from a key that only functions have that search by telephone. A
 * plain hash would hide nothing: all mobile numbers of China are hashed in minutes.
 */
export function phoneHash(source: KeySource): PhoneHash {
  const asked = { key: once(() => source.key()) };
  return {
    of: (station, number) => hmacUnder(asked, `huiying phone search key 1 ${station}`)(number),
  };
}
