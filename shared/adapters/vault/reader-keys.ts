import { generateKeyPair } from 'node:crypto';
import { promisify } from 'node:util';
import type { ReaderKeys } from '../../engine/secrets/reader-keys.ts';
import { readerName } from '../../engine/secrets/recipient.ts';
import { once } from '../once.ts';
import { derivedKey } from './derived-key.ts';
import { openerOf } from './opener.ts';
import { importPrivate, shortForm } from './public-key.ts';

const HEADER = { alg: 'dir', enc: 'A256GCM' } as const;

/** Loaded with the first report or the first link, since most cold starts need neither. */
const library = once(async () => {
  const [{ CompactEncrypt }, { compactDecrypt }] = await Promise.all([
    import('jose/jwe/compact/encrypt'),
    import('jose/jwe/compact/decrypt'),
  ]);
  return { CompactEncrypt, compactDecrypt };
});

/**
 * A reader's pair is on X25519. Its private half is encrypted (JWE, `dir`) under a key that is derived from the secret of
 * the link, which has 192 random bits and is stored nowhere: only a request that brings the link opens it.
 */
export function readerKeys(): ReaderKeys {
  /** Made once, so that only unwrapping it is repeated. */
  const decoy = once(() => create(DECOY_TOKEN));
  return {
    create,
    opener,
    async openDecoy() {
      await opener(DECOY_TOKEN, (await decoy()).wrapped, readerName('nobody'));
    },
  };
}

const create: ReaderKeys['create'] = async (token) => {
  const [{ CompactEncrypt }, pair] = await Promise.all([library(), promisify(generateKeyPair)('x25519')]);
  const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
  const wrapped = await new CompactEncrypt(secret).setProtectedHeader(HEADER).encrypt(linkKey(token));
  return { publicKey: shortForm(pair.publicKey), wrapped };
};

const opener: ReaderKeys['opener'] = async (token, wrapped, name) => {
  const { compactDecrypt } = await library();
  const { plaintext } = await compactDecrypt(wrapped, linkKey(token), {
    keyManagementAlgorithms: [HEADER.alg],
    contentEncryptionAlgorithms: [HEADER.enc],
  });
  const { key } = await importPrivate(plaintext);
  return openerOf(name, async () => key);
};

/** The secret of no link: no text is sealed to its reader. */
const DECOY_TOKEN = 'A'.repeat(32);

const linkKey = (token: string): Uint8Array => derivedKey(Buffer.from(token), 'huiying reader key 1');
