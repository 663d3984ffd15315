import { createPrivateKey, createPublicKey, generateKeyPair, type KeyObject, randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { promisify } from 'node:util';
import { Unavailable } from '../../engine/storage/store-errors.ts';
import { once } from '../once.ts';
import { WrongKey } from './checked-key.ts';
import { KEY_BYTES } from './derived-key.ts';
import type { PairMaker } from './key-pairs.ts';
import { shortForm } from './public-key.ts';
import type { KeyService } from './stored-key.ts';

// The key service of one machine. The file of a use does what KMS does under the context of that use: it wraps the keys
// that the table stores. A process gets only the files of the uses that it may have.

/** The prefixes of an X25519 key in PKCS #8 and in SPKI (RFC 8410), the forms in which Node imports one. */
const PKCS8_BEFORE_KEY = Buffer.from('302e020100300506032b656e04220420', 'hex');
const SPKI_BEFORE_KEY = Buffer.from('302a300506032b656e032100', 'hex');

const secretHeader = { alg: 'dir', enc: 'A256GCM' } as const;
const pairHeader = { alg: 'ECDH-ES+A256KW', enc: 'A256GCM' } as const;

const library = once(async () => {
  const [{ CompactEncrypt }, { compactDecrypt }, { JOSEError }] = await Promise.all([
    import('jose/jwe/compact/encrypt'),
    import('jose/jwe/compact/decrypt'),
    import('jose/errors'),
  ]);
  return { CompactEncrypt, compactDecrypt, JOSEError };
});

/**
 * Reads a key file: 32 raw bytes, or one line of base64. Throws when it holds neither. It is read at once: Node's promises of
 * files, which little else needs at start, take longer to load than it to read.
 */
export async function readKeyFile(path: string): Promise<Uint8Array> {
  const content = readFileSync(path);
  const key = content.length === KEY_BYTES ? content : Buffer.from(content.toString('latin1'), 'base64');
  if (key.length !== KEY_BYTES) throw new Error(`${path} does not hold 32 bytes, raw or as base64`);
  return key;
}

/** The key in a file, or `Unavailable` like KMS where the system does not give it; its error becomes the cause. */
async function keyIn(path: string): Promise<Uint8Array> {
  try {
    return await readKeyFile(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === undefined) throw cause;
    throw new Unavailable('the key service did not open a key: its file cannot be read', { cause });
  }
}

/** Wraps the secret key of a use under the key in its file. */
export const fileSecrets = (path: string): KeyService => ({
  async newWrappedKey() {
    const [{ CompactEncrypt }, key] = await Promise.all([library(), keyIn(path)]);
    return new CompactEncrypt(randomBytes(KEY_BYTES)).setProtectedHeader(secretHeader).encrypt(key);
  },
  unwrap: async (wrapped) => decrypted(path, wrapped, await keyIn(path), secretHeader.alg),
});

/** Makes pairs, with the public half of a use's file alone: so it cannot unwrap what it or another has wrapped. */
export const filePairMaker = (publicPath: string): PairMaker => ({
  async newPair() {
    const [{ CompactEncrypt }, x, pair] = await Promise.all([
      library(),
      keyIn(publicPath),
      promisify(generateKeyPair)('ec', { namedCurve: 'prime256v1' }),
    ]);
    const secret = pair.privateKey.export({ format: 'der', type: 'pkcs8' });
    const wrapped = await new CompactEncrypt(secret).setProtectedHeader(pairHeader).encrypt(publicKeyOf(x));
    return { publicKey: shortForm(pair.publicKey), wrapped };
  },
});

/** Unwraps the private halves of a use's pairs. */
export const filePairOpener = (path: string): Pick<KeyService, 'unwrap'> => ({
  unwrap: async (wrapped) => decrypted(path, wrapped, privateKeyOf(await keyIn(path)), pairHeader.alg),
});

/** What the file of the public half holds, by the key in the file of the private one. */
export const publicHalf = (key: Uint8Array): Uint8Array =>
  Buffer.from(shortForm(createPublicKey(privateKeyOf(key))), 'base64url');

async function decrypted(
  path: string,
  wrapped: string,
  key: Uint8Array | KeyObject,
  alg: string,
): Promise<Uint8Array> {
  const { compactDecrypt, JOSEError } = await library();
  try {
    const accepted = { keyManagementAlgorithms: [alg], contentEncryptionAlgorithms: ['A256GCM'] };
    return (await compactDecrypt(wrapped, key, accepted)).plaintext;
  } catch (cause) {
    if (!(cause instanceof JOSEError)) throw cause;
    throw new WrongKey(`${path} does not hold the key that wrapped the keys of this table`, { cause });
  }
}

const privateKeyOf = (key: Uint8Array): KeyObject =>
  createPrivateKey({ key: Buffer.concat([PKCS8_BEFORE_KEY, key]), format: 'der', type: 'pkcs8' });

const publicKeyOf = (x: Uint8Array): KeyObject =>
  createPublicKey({ key: Buffer.concat([SPKI_BEFORE_KEY, x]), format: 'der', type: 'spki' });
