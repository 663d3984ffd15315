import { createHash, createHmac } from 'node:crypto';
import type { Sealed, TextAddress } from '../../engine/secrets/sealed.ts';
import type { Vault } from '../../engine/secrets/vault.ts';
import { once } from '../once.ts';
import type { Chance } from '../system.ts';
import { derivedKey } from './derived-key.ts';
import { decrypt, encrypt, KEY_BYTES, NONCE_BYTES } from './envelope.ts';
import type { KeySource } from './key-source.ts';

const SALT_BYTES = 16;

/** The first byte of a wrapped key names how it is wrapped, so that another way can be added. */
const WRAPPED_BY_MASTER_KEY = 1;

interface Keys {
  readonly wrapping: Uint8Array;
  readonly hashing: Uint8Array;
}

/**
 * Seals each text under its own random key, and wraps that key under the master key: deleting the small wrapped key
 * erases the text. Copies in backups last until the backups expire.
 */
export function vault(source: KeySource, chance: Pick<Chance, 'bytes'>): Vault {
  const keys = once(async () => keysFrom(await source.masterKey()));
  return {
    async seal(text, address) {
      const { wrapping } = await keys();
      const rowKey = chance.bytes(KEY_BYTES);
      const nonce = chance.bytes(NONCE_BYTES);
      const salted = Buffer.concat([chance.bytes(SALT_BYTES), Buffer.from(text)]);
      const sealed: Sealed = {
        wrappedKey: base64url(wrap(wrapping, chance.bytes(NONCE_BYTES), rowKey, address)),
        nonce: base64url(nonce),
        ciphertext: base64url(encrypt(rowKey, nonce, salted, contextOf('text', address))),
      };
      return { sealed, commitment: createHash('sha256').update(salted).digest('base64url') };
    },

    async open({ wrappedKey, nonce, ciphertext }, address) {
      if (wrappedKey === undefined) return undefined;
      const { wrapping } = await keys();
      const rowKey = unwrap(wrapping, bytesOf(wrappedKey), address);
      const salted = decrypt(rowKey, bytesOf(nonce), bytesOf(ciphertext), contextOf('text', address));
      return salted.subarray(SALT_BYTES).toString('utf8');
    },

    async keyedHash(text) {
      return createHmac('sha256', (await keys()).hashing)
        .update(text)
        .digest('base64url');
    },
  };
}

const keysFrom = (master: Uint8Array): Keys => ({
  wrapping: derivedKey(master, 'huiying wrapping key 1'),
  hashing: derivedKey(master, 'huiying hashing key 1'),
});

const wrap = (wrapping: Uint8Array, nonce: Uint8Array, rowKey: Uint8Array, address: TextAddress): Buffer =>
  Buffer.concat(
    [[WRAPPED_BY_MASTER_KEY], nonce, encrypt(wrapping, nonce, rowKey, contextOf('key', address))].map(
      Buffer.from,
    ),
  );

function unwrap(wrapping: Uint8Array, wrapped: Uint8Array, address: TextAddress): Buffer {
  if (wrapped[0] !== WRAPPED_BY_MASTER_KEY) throw new RangeError('the key is wrapped in an unknown way');
  const body = wrapped.subarray(1);
  return decrypt(
    wrapping,
    body.subarray(0, NONCE_BYTES),
    body.subarray(NONCE_BYTES),
    contextOf('key', address),
  );
}

/** No part can contain the bar, so each address gives a different text. */
const contextOf = (what: 'text' | 'key', { key, version, index }: TextAddress): string =>
  [what, key.station, key.kind, key.id, version, index].join('|');

const base64url = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64url');
const bytesOf = (text: string): Buffer => Buffer.from(text, 'base64url');
