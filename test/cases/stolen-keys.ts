import { createPrivateKey, type webcrypto } from 'node:crypto';
import { derivedKey } from '../../shared/adapters/vault/derived-key.ts';
import { openerOf } from '../../shared/adapters/vault/opener.ts';
import { importPrivate } from '../../shared/adapters/vault/public-key.ts';
import type { Opener } from '../../shared/engine/secrets/opener.ts';
import type { RecipientName } from '../../shared/engine/secrets/recipient.ts';

type Curve = 'X25519' | 'P-256';

/** What stands before the 32 bytes of a private key, and behind them, in the forms of RFC 8410 and RFC 5915. */
const forms: Readonly<Record<Curve, readonly [before: string, behind: string, type: 'pkcs8' | 'sec1']>> = {
  X25519: ['302e020100300506032b656e04220420', '', 'pkcs8'],
  'P-256': ['30310201010420', 'a00a06082a8648ce3d030107', 'sec1'],
};

/** Any 32 bytes as a private key. */
export async function privateKeyOf(bytes: Uint8Array, curve: Curve): Promise<webcrypto.CryptoKey> {
  const [before, behind, type] = forms[curve];
  const der = Buffer.concat([Buffer.from(before, 'hex'), bytes, Buffer.from(behind, 'hex')]);
  const key = createPrivateKey({ key: der, format: 'der', type });
  return (await importPrivate(key.export({ format: 'der', type: 'pkcs8' }))).key;
}

/** Whatever can be made into 32 bytes of a key: the keys that a function holds, and what is derived from them. */
export const keyBytesOf = (masters: readonly Uint8Array[]): readonly Uint8Array[] => [
  ...masters,
  ...masters.flatMap((master) => ['huiying reader key 1'].map((name) => derivedKey(master, name))),
];

/** Opens by a private key that somebody holds, under the name of a recipient. */
export async function openerWith(bytes: Uint8Array, curve: Curve, name: RecipientName): Promise<Opener> {
  const key = await privateKeyOf(bytes, curve);
  return openerOf(name, async () => key);
}
