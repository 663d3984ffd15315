import { createHmac } from 'node:crypto';
import type { Mac } from '../../engine/secrets/mac.ts';
import { once } from '../once.ts';
import { derivedKey } from './derived-key.ts';
import type { KeySource } from './key-source.ts';

/** HMAC-SHA-256 under the key of this name, which is derived once from the key of a use. */
export function hmacUnder(source: KeySource, name: string): Mac {
  const key = once(async () => derivedKey(await source.key(), name));
  return async (text) =>
    createHmac('sha256', await key())
      .update(text)
      .digest('base64url');
}
