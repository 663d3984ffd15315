import { createPrivateKey, createPublicKey, ECDH, type KeyObject, webcrypto } from 'node:crypto';
import { base64url, bytesOf } from './base64url.ts';

// A pair of a station is on P-256, which the key service can make and wrap; a reader's is on X25519, whose public half
// is short enough for the row of a case.
const X25519_BYTES = 32;
const P256_BYTES = 33;

type CryptoKey = webcrypto.CryptoKey;

/** The public half of an ephemeral key as it stands in the header of a JWE. */
export type PublicJwk =
  | { readonly kty: 'EC'; readonly crv: 'P-256'; readonly x: string; readonly y: string }
  | { readonly kty: 'OKP'; readonly crv: 'X25519'; readonly x: string };

/** The short form of a public key: the 32 bytes of X25519, or the compressed point of P-256. */
export const publicBytes = (key: PublicJwk): Buffer =>
  key.kty === 'OKP'
    ? Buffer.from(key.x, 'base64url')
    : converted(Buffer.concat([[4], bytesOf(key.x), bytesOf(key.y)].map(Buffer.from)), 'compressed');

/** Reads the short form. Throws RangeError for anything else, and for a point that is not on the curve. */
export function publicJwk(bytes: Uint8Array): PublicJwk {
  if (bytes.length === X25519_BYTES) return { kty: 'OKP', crv: 'X25519', x: base64url(bytes) };
  if (bytes.length !== P256_BYTES) throw new RangeError('a public key of unknown length');
  const point = converted(bytes, 'uncompressed');
  return { kty: 'EC', crv: 'P-256', x: base64url(point.subarray(1, 33)), y: base64url(point.subarray(33)) };
}

/** How many bytes the public key takes at the beginning of `bytes`: the first byte of a compressed point is 2 or 3. */
export const publicLength = (way: 'X25519' | 'P-256'): number =>
  way === 'X25519' ? X25519_BYTES : P256_BYTES;

/** Imports the public key of a recipient. */
export function importPublic(publicKey: string): Promise<CryptoKey> {
  const jwk = publicJwk(bytesOf(publicKey));
  return webcrypto.subtle.importKey('jwk', { ...jwk }, algorithmOf(jwk), true, []);
}

/** Imports a private key from its PKCS #8 form, so that it can be used and not exported again. */
export async function importPrivate(
  pkcs8: Uint8Array,
): Promise<{ readonly key: CryptoKey; readonly publicKey: string }> {
  const secret = createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' });
  const jwk = jwkOf(createPublicKey(secret));
  const key = await webcrypto.subtle.importKey('pkcs8', pkcs8, algorithmOf(jwk), false, ['deriveBits']);
  return { key, publicKey: base64url(publicBytes(jwk)) };
}

/** The short form of a public key that another library or service made. */
export const shortForm = (key: KeyObject): string => base64url(publicBytes(jwkOf(key)));

/** Throws RangeError for a key of another kind. */
function jwkOf(key: KeyObject): PublicJwk {
  const { kty, crv, x = '', y = '' } = key.export({ format: 'jwk' });
  if (kty === 'OKP' && crv === 'X25519') return { kty, crv, x };
  if (kty === 'EC' && crv === 'P-256') return { kty, crv, x, y };
  throw new RangeError('a key that is neither X25519 nor P-256');
}

const algorithmOf = ({ crv }: PublicJwk) =>
  crv === 'X25519' ? { name: 'X25519' } : { name: 'ECDH', namedCurve: crv };

const converted = (point: Uint8Array, form: 'compressed' | 'uncompressed'): Buffer =>
  ECDH.convertKey(point, 'prime256v1', undefined, undefined, form) as Buffer;
