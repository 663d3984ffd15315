import type { webcrypto } from 'node:crypto';
import type { StationId } from '../../engine/scope.ts';
import { type Opener, Tampered } from '../../engine/secrets/opener.ts';
import type { RecipientName } from '../../engine/secrets/recipient.ts';
import { once } from '../once.ts';
import { onceEach } from '../once-each.ts';
import { objectContext, textContext } from './address.ts';
import { bytesOf } from './base64url.ts';
import { commitmentTo, SALT_BYTES } from './commitment.ts';
import { ENCRYPTION, expanded, type FlattenedJwe, WRAPPING } from './jwe-form.ts';
import type { PrivateKeys } from './key-pairs.ts';
import { unpacked } from './sealed-bytes.ts';

const accepted = { keyManagementAlgorithms: [WRAPPING], contentEncryptionAlgorithms: [ENCRYPTION] };

/** So many private keys of stations are remembered; each costs a call of the key service. */
const REMEMBERED_MAX = 1000;

/** Loaded with the first text, since most cold starts open none. */
const library = once(() => import('jose/jwe/flattened/decrypt'));

/** Opens what was sealed to stations, under the name by which they are recipients. */
export function stationOpener(name: 'station' | 'contacts', privateKeys: PrivateKeys): Opener {
  const keyOf = onceEach((station: StationId) => privateKeys.of(station), REMEMBERED_MAX);
  return openerOf(name, keyOf);
}

/** Opens what was sealed to one recipient. `keyOf` is asked only for what is addressed to it. */
export function openerOf(
  name: RecipientName,
  keyOf: (station: StationId) => Promise<webcrypto.CryptoKey>,
): Opener {
  async function opened(jwe: () => FlattenedJwe, station: StationId): Promise<Uint8Array> {
    const [{ flattenedDecrypt }, privateKey] = await Promise.all([library(), keyOf(station)]);
    try {
      return (await flattenedDecrypt({ ...jwe() }, privateKey, accepted)).plaintext;
    } catch (cause) {
      throw new Tampered('something that was sealed does not open', { cause });
    }
  }

  return {
    async open({ nonce, ciphertext, keys }, address) {
      if (keys === undefined) return { why: 'erased' };
      const key = ownKey(keys, name);
      if (key === undefined) return { why: 'not-addressed' };
      const context = textContext(address);
      const jwe = () => expanded({ nonce, sealed: bytesOf(ciphertext) }, name, key, context);
      const salted = Buffer.from(await opened(jwe, address.key.station));
      return {
        text: salted.subarray(SALT_BYTES).toString('utf8'),
        commitment: commitmentTo(context, salted),
      };
    },

    async openBytes(sealed, address) {
      const compact = unpackedOf(sealed);
      const key = ownKey(compact.keys, name);
      if (key === undefined) return { why: 'not-addressed' };
      const jwe = () => expanded(compact, name, key, objectContext(address));
      return { bytes: await opened(jwe, address.key.station) };
    },
  };
}

function unpackedOf(sealed: Uint8Array): ReturnType<typeof unpacked> {
  try {
    return unpacked(sealed);
  } catch (cause) {
    throw new Tampered('bytes that were not sealed here', { cause });
  }
}

const ownKey = (keys: Readonly<Record<string, string>>, name: RecipientName): string | undefined =>
  Object.hasOwn(keys, name) ? keys[name] : undefined;
