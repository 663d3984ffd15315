import { randomBytes } from 'node:crypto';
import type { StationId } from '../../engine/scope.ts';
import type { Recipient } from '../../engine/secrets/recipient.ts';
import type { Sealer } from '../../engine/secrets/sealer.ts';
import { once } from '../once.ts';
import { onceEach } from '../once-each.ts';
import { objectContext, textContext } from './address.ts';
import { base64url } from './base64url.ts';
import { commitmentTo, SALT_BYTES } from './commitment.ts';
import { type Compact, compacted, ENCRYPTION, type GeneralJwe, partyOf, WRAPPING } from './jwe-form.ts';
import type { PublicKeys } from './key-pairs.ts';
import { importPublic } from './public-key.ts';
import { packed } from './sealed-bytes.ts';

/** Of how many stations, and of how many recipients, a process remembers the public keys. */
const REMEMBERED_MAX = 1000;

/** Loaded with the first text, since most cold starts seal none. */
const library = once(() => import('jose/jwe/general/encrypt'));

/**
 * Seals each text under its own random key and wraps that key to each recipient, as a JWE. Deleting the small wrapped
 * keys erases the text; copies in backups last until the backups expire.
 */
export function joseSealer(publicKeys: PublicKeys): Sealer {
  const publicKeyOf = {
    station: onceEach((station: StationId) => publicKeys.of('texts', station), REMEMBERED_MAX),
    contacts: onceEach((station: StationId) => publicKeys.of('contacts', station), REMEMBERED_MAX),
  };
  const imported = onceEach(importPublic, REMEMBERED_MAX);

  async function encrypted(plain: Uint8Array, address: string, to: readonly Recipient[]): Promise<Compact> {
    if (to.length === 0) throw new RangeError('sealed to no recipient, so that nobody could open it');
    const { GeneralEncrypt } = await library();
    const jwe = new GeneralEncrypt(plain)
      .setProtectedHeader({ enc: ENCRYPTION })
      .setAdditionalAuthenticatedData(Buffer.from(address));
    for (const { name, publicKey } of to) {
      jwe
        .addRecipient(await imported(publicKey))
        .setUnprotectedHeader({ alg: WRAPPING })
        .setKeyManagementParameters({ apv: partyOf(name) });
    }
    const written = (await jwe.encrypt()) as GeneralJwe;
    return compacted(
      written,
      to.map(({ name }) => name),
    );
  }

  return {
    async seal(text, address, to) {
      const salted = Buffer.concat([randomBytes(SALT_BYTES), Buffer.from(text)]);
      const context = textContext(address);
      const { nonce, sealed, keys } = await encrypted(salted, context, to);
      return {
        sealed: { nonce, ciphertext: base64url(sealed), keys },
        commitment: commitmentTo(context, salted),
      };
    },
    sealBytes: async (bytes, address, to) => packed(await encrypted(bytes, objectContext(address), to)),
    stationRecipients: (station, names) =>
      Promise.all(names.map(async (name) => ({ name, publicKey: await publicKeyOf[name](station) }))),
  };
}
