import { createHash, createPrivateKey, createPublicKey, type KeyObject, sign } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { StationId } from '../../engine/scope.ts';
import { documentTypes, type PublicKey } from '../../engine/secrets/signed-document.ts';
import type { Signer } from '../../engine/secrets/signer.ts';
import { once } from '../once.ts';
import { derivedKey } from '../vault/derived-key.ts';
import type { KeySource } from '../vault/key-source.ts';

/** What stands before the seed of an Ed25519 key in PKCS #8 (RFC 8410), the one form that node takes it in. */
const PKCS8_BEFORE_SEED = Buffer.from('302e020100300506032b657004220420', 'hex');

interface StationKey {
  readonly secret: KeyObject;
  readonly shown: PublicKey;
}

/**
 * Signs with Ed25519 under a key for each station, derived from the master key: no further secret has to be kept,
 * restored or lost. Ed25519 takes no chance, so the same claims always give the same bytes.
 */
export function derivedSigner(source: KeySource): Signer {
  const keys = new Map<StationId, () => Promise<StationKey>>();
  const keyOf = (station: StationId) => {
    const known = keys.get(station) ?? once(async () => derived(await source.masterKey(), station));
    keys.set(station, known);
    return known();
  };
  return {
    async sign(station, kind, claims) {
      const { secret, shown } = await keyOf(station);
      const signed = [{ alg: shown.alg, kid: shown.kid, typ: documentTypes[kind] }, claims]
        .map(encoded)
        .join('.');
      return `${signed}.${sign(null, Buffer.from(signed), secret).toString('base64url')}`;
    },
    async publicKey(station) {
      return (await keyOf(station)).shown;
    },
  };
}

/** Canonical, so that the order in which our code happens to name the claims changes no paper. */
const encoded = (part: object): string => Buffer.from(canonicalize(part) ?? '').toString('base64url');

function derived(master: Uint8Array, station: StationId): StationKey {
  const seed = derivedKey(master, `huiying signing key 1 ${station}`);
  const secret = createPrivateKey({
    key: Buffer.concat([PKCS8_BEFORE_SEED, seed]),
    format: 'der',
    type: 'pkcs8',
  });
  const { x = '' } = createPublicKey(secret).export({ format: 'jwk' });
  return {
    secret,
    shown: { kty: 'OKP', crv: 'Ed25519', x, kid: thumbprint(x), use: 'sig', alg: 'EdDSA', station },
  };
}

/** RFC 7638: the name of a key is a hash of itself, so no two keys share one. */
const thumbprint = (x: string): string =>
  createHash('sha256')
    .update(canonicalize({ crv: 'Ed25519', kty: 'OKP', x }) ?? '')
    .digest('base64url');
