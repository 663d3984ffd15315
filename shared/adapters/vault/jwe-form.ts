import type { RecipientName } from '../../engine/secrets/recipient.ts';
import { base64url, bytesOf } from './base64url.ts';
import { type PublicJwk, publicBytes, publicJwk, publicLength } from './public-key.ts';

/** How each text is encrypted, and how its key is wrapped to a recipient (RFC 7518). */
export const ENCRYPTION = 'A256GCM';
export const WRAPPING = 'ECDH-ES+A256KW';
const TAG_BYTES = 16;
const WRAPPED_KEY_BYTES = 40;

/**
 * The first byte of a stored key names its curve, and where the JWE has the recipient's parameters: beside the wrapped
 * key, or in the protected header, which is how the library writes a JWE for one recipient.
 */
const ways = [
  { byte: 1, curve: 'P-256', isShared: true },
  { byte: 2, curve: 'X25519', isShared: true },
  { byte: 3, curve: 'P-256', isShared: false },
  { byte: 4, curve: 'X25519', isShared: false },
] as const;

interface Parameters {
  readonly epk: PublicJwk;
  readonly apv: string;
}

/** A JWE for one or more recipients (RFC 7516, general serialization), with the parameters that are used here. */
export interface GeneralJwe {
  readonly protected: string;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
  readonly recipients: readonly { readonly encrypted_key: string; readonly header: object }[];
}

/** The part of a JWE that one recipient needs (RFC 7516, flattened serialization). */
export interface FlattenedJwe {
  readonly protected: string;
  readonly header: { readonly alg: string } & Partial<Parameters>;
  readonly encrypted_key: string;
  readonly iv: string;
  readonly ciphertext: string;
  readonly tag: string;
  readonly aad: string;
}

/** What is stored of a JWE: everything that is not the same in each. */
export interface Compact {
  readonly nonce: string;
  readonly sealed: Buffer;
  readonly keys: Readonly<Record<string, string>>;
}

/** Binds the wrapped key to the name of its recipient: one that is filed under another name does not open. */
export const partyOf = (name: RecipientName): Buffer => Buffer.from(name);

/** Leaves out what `expanded` can put back. Throws when the library has written another form than the expected one. */
export function compacted(jwe: GeneralJwe, names: readonly RecipientName[]): Compact {
  const isShared = jwe.recipients.length > 1;
  const keys = jwe.recipients.map(({ encrypted_key, header }, at) => {
    const name = names[at] as RecipientName;
    const { epk } = (isShared ? header : headerIn(jwe.protected)) as Parameters;
    const way = ways.find((one) => one.curve === epk.crv && one.isShared === isShared);
    if (way === undefined || protectedHeader(epk, name, isShared) !== jwe.protected) {
      throw new Error('the library wrote a JWE in another form than it is stored in');
    }
    const parts = [[way.byte], publicBytes(epk), bytesOf(encrypted_key)];
    return [name, base64url(Buffer.concat(parts.map(Buffer.from)))] as const;
  });
  const sealed = Buffer.concat([bytesOf(jwe.ciphertext), bytesOf(jwe.tag)]);
  return { nonce: jwe.iv, sealed, keys: Object.fromEntries(keys) };
}

/**
 * The JWE of a recipient again, from what is stored.
 * @throws RangeError when a part is cut short or names an unknown way
 */
export function expanded(
  { nonce, sealed }: Pick<Compact, 'nonce' | 'sealed'>,
  name: RecipientName,
  key: string,
  address: string,
): FlattenedJwe {
  const bytes = bytesOf(key);
  const way = ways.find(({ byte }) => byte === bytes[0]);
  if (way === undefined) throw new RangeError('the key is wrapped in an unknown way');
  const end = 1 + publicLength(way.curve);
  const wrapped = bytes.subarray(end);
  const tagAt = sealed.length - TAG_BYTES;
  if (wrapped.length !== WRAPPED_KEY_BYTES || tagAt < 0) {
    throw new RangeError('too short to have been sealed');
  }
  const epk = publicJwk(bytes.subarray(1, end));
  const own = { epk, apv: base64url(partyOf(name)) };
  return {
    protected: protectedHeader(epk, name, way.isShared),
    header: { alg: WRAPPING, ...(way.isShared && own) },
    encrypted_key: base64url(wrapped),
    iv: nonce,
    ciphertext: base64url(sealed.subarray(0, tagAt)),
    tag: base64url(sealed.subarray(tagAt)),
    aad: base64url(Buffer.from(address)),
  };
}

/** The protected header byte for byte, since it is authenticated. */
function protectedHeader(epk: PublicJwk, name: RecipientName, isShared: boolean): string {
  const { x, crv, kty } = epk;
  const ordered = { x, crv, kty, ...(epk.kty === 'EC' && { y: epk.y }) };
  const own = { epk: ordered, apv: base64url(partyOf(name)) };
  return base64url(Buffer.from(JSON.stringify({ enc: ENCRYPTION, ...(!isShared && own) })));
}

const headerIn = (text: string): unknown => JSON.parse(bytesOf(text).toString('utf8'));
