import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StationId } from '../../engine/scope.ts';
import { documentTypes, type PublicKey } from '../../engine/secrets/signed-document.ts';
import type { Signer } from '../../engine/secrets/signer.ts';
import { once } from '../once.ts';
import { derivedKey } from '../vault/derived-key.ts';
import type { KeySource } from '../vault/key-source.ts';

/** The PKCS #8 prefix of an Ed25519 seed (RFC 8410), the form in which Node imports one. */
const PKCS8_BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

interface StationKey {
  readonly secret: KeyObject;
  readonly published: PublicKey;
}

/**
 * Signs with Ed25519 under a key for each station, derived from the key of signing, so no further secret has to be
 * stored or restored. Ed25519 is deterministic: the same claims always give the same bytes.
 */
export function derivedSigner(source: KeySource): Signer {
  const keys = new Map<StationId, () => Promise<StationKey>>();
  const keyOf = (station: StationId) => {
    const key = keys.get(station) ?? once(async () => derived(await source.key(), station));
    keys.set(station, key);
    return key();
  };
  return {
    async sign(station, kind, claims) {
      const { secret, published } = await keyOf(station);
      const signed = [{ alg: published.alg, kid: published.kid, typ: documentTypes[kind] }, claims]
        .map(encoded)
        .join('.');
      return `${signed}.${sign(null, Buffer.from(signed), secret).toString('base64url')}`;
    },
    async publicKey(station) {
      return (await keyOf(station)).published;
    },
  };
}

/** Canonical JSON, so that the order in which the code lists the claims does not change the document. */
const encoded = (part: object): string => Buffer.from(canonicalize(part) ?? '').toString('base64url');

function derived(useKey: Uint8Array, station: StationId): StationKey {
  const seed = derivedKey(useKey, `huiying signing key 1 ${station}`);
  const secret = createPrivateKey({
    key: Buffer.concat([PKCS8_BEFORE_SEED, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(secret).export({ format: 'jwk' });
  return {
    secret,
    published: { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x), use: 'sig', alg: 'EdDSA', station },
  };
}

/** The key id is the key's own hash (RFC 7638), so no two keys share one. */
const thumbprint = (x: string): string =>
  createHash('sha256')
    .update(canonicalize({ crv: 'Ed25519', kty: 'OKP', x }) ?? '')
    .digest('base64url');
