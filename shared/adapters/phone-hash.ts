import { createHmac } from 'node:crypto';
import type { PhoneHash } from '../cases/phones/phone-hash.ts';
import { once } from './once.ts';
import { derivedKey } from './vault/derived-key.ts';
import type { KeySource } from './vault/key-source.ts';

/**
 * HMAC-SHA-256 under a key for each station, derived from a key that only functions have that search by telephone. A
 * plain hash would hide nothing: all mobile numbers of China are hashed in minutes.
 */
export function phoneHash(source: KeySource): PhoneHash {
  const master = once(() => source.masterKey());
  return {
    async of(station, number) {
      const key = derivedKey(await master(), `huiying phone search key 1 ${station}`);
      return createHmac('sha256', key).update(number).digest('base64url');
    },
  };
}
