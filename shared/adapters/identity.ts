import type { CryptoKey, FlattenedJWSInput, JWSHeaderParameters, JWTPayload } from 'jose';
import { JOSEError, JWKSMultipleMatchingKeys, JWKSNoMatchingKey } from 'jose/errors';
import { createRemoteJWKSet } from 'jose/jwks/remote';
import { jwtVerify } from 'jose/jwt/verify';
import { isPersonId, isStationId, type Role, roles, type Scope, scopeOf } from '../engine/scope.ts';
import { KeysUnavailable, type Verify } from '../http/verify-token.ts';

/** Finds the public key for a token; `createRemoteJWKSet` and `createLocalJWKSet` of jose return such functions. */
export type KeyFinder = (header?: JWSHeaderParameters, token?: FlattenedJWSInput) => Promise<CryptoKey>;

export interface VerifierOptions {
  /** Exactly the `iss` of the tokens, e.g. `https://id.example.cn` (no trailing slash unless the issuer has one). */
  readonly issuer: string;
  /** The expected `aud`; for issuers whose access tokens have none (Cognito), the client id. */
  readonly audience: string;
  /** The URL of the keys, or a finder. By default the issuer's discovery document gives the URL. */
  readonly jwks?: URL | KeyFinder;
  /** Claim that lists the groups; default `groups` (Cognito: `cognito:groups`). */
  readonly groupsClaim?: string;
  /** Claim that names the station; default `station` (Cognito: `custom:station`). */
  readonly stationClaim?: string;
  /** By how much longer than deployed the issuer is waited for; 1 when absent. */
  readonly timeoutFactor?: number;
}

const CLOCK_TOLERANCE_SECONDS = 30;
const FETCH_TIMEOUT_MS = 1500;
const AUTHORIZATION_LENGTH_MAX = 8192;

/**
 * Verifies a staff token, as the second check after the API's own authorizer. Only RS256 is accepted. Throws {@link
 * KeysUnavailable} when the issuer's keys cannot be fetched (→ 503). Keys are cached for ten minutes; an unknown key id
 * causes a fetch at most every 30 seconds.
 */
export function verifier(options: VerifierOptions): Verify {
  const { issuer, audience, groupsClaim = 'groups', stationClaim = 'station' } = options;
  const findKey = orUnavailable(keyFinder(options));
  return async (authorization, receivedAt) => {
    // jose compares times, and every comparison with NaN is false: an invalid time would disable the expiry check.
    if (!Number.isFinite(receivedAt)) throw new RangeError('a token cannot be verified without a valid time');
    const token = bearerToken(authorization);
    if (token === undefined) return undefined;
    try {
      const { payload } = await jwtVerify(token, findKey, {
        algorithms: ['RS256'],
        issuer,
        requiredClaims: ['exp'],
        clockTolerance: CLOCK_TOLERANCE_SECONDS,
        currentDate: new Date(receivedAt),
      });
      if (!isMeantFor(payload, audience)) return undefined;
      return scopeFrom(payload.sub, payload[groupsClaim], payload[stationClaim]);
    } catch (error) {
      if (error instanceof JOSEError) return undefined;
      throw error;
    }
  };
}

function bearerToken(authorization: string | undefined): string | undefined {
  if (authorization === undefined || authorization.length > AUTHORIZATION_LENGTH_MAX) return undefined;
  return /^Bearer ([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization)?.[1];
}

// The same rule as the API's authorizer, so that both checks always agree: `client_id` counts only where `aud` is
// absent.
function isMeantFor({ aud, client_id }: JWTPayload, audience: string): boolean {
  if (aud === undefined) return client_id === audience;
  return Array.isArray(aud) ? aud.includes(audience) : aud === audience;
}

function scopeFrom(sub: unknown, groups: unknown, station: unknown): Scope | undefined {
  const role = strongestRole(groupNames(groups));
  if (role === undefined || typeof sub !== 'string' || typeof station !== 'string') return undefined;
  return isPersonId(sub) && isStationId(station) ? scopeOf({ person: sub, station, role }) : undefined;
}

/**
 * Reads a list, or a list as text, as some issuers and the API's authorizer write it: `[a b]`. A text without brackets
 * is the name of one group, with the blanks and commas in it: "not chief" is not the group "chief".
 */
function groupNames(claim: unknown): readonly unknown[] {
  if (Array.isArray(claim)) return claim;
  if (typeof claim !== 'string') return [];
  return /^\[([^[\]]*)\]$/.exec(claim)?.[1]?.split(/[\s,]+/) ?? [claim];
}

// In the order chief, officer, guard, auditor: a person in several groups gets the strongest role. Unknown groups are
// ignored.
const strongestRole = (names: readonly unknown[]): Role | undefined =>
  roles.findLast((role) => names.includes(role));

function keyFinder({ issuer, jwks, timeoutFactor = 1 }: VerifierOptions): KeyFinder {
  const timeoutMs = FETCH_TIMEOUT_MS * timeoutFactor;
  const remoteKeys = (url: URL): KeyFinder => createRemoteJWKSet(url, { timeoutDuration: timeoutMs });
  if (typeof jwks === 'function') return jwks;
  if (jwks) return remoteKeys(jwks);
  let discovered: Promise<KeyFinder> | undefined;
  return async (header, token) => {
    discovered ??= discoverKeys(issuer, timeoutMs).then(remoteKeys);
    // A failed discovery is not cached, so the next request tries again.
    const find = await discovered.catch((error: unknown) => {
      discovered = undefined;
      throw error;
    });
    return find(header, token);
  };
}

async function discoverKeys(issuer: string, timeoutMs: number): Promise<URL> {
  const url = `${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`;
  const response = await fetch(url, { signal: AbortSignal.timeout(timeoutMs), redirect: 'error' });
  if (!response.ok) throw new Error(`discovery answered ${response.status}`);
  const document: unknown = await response.json();
  if (typeof document !== 'object' || document === null) throw new Error('discovery answered no document');
  if (!('issuer' in document) || document.issuer !== issuer)
    throw new Error('discovery names another issuer');
  if (!('jwks_uri' in document) || typeof document.jwks_uri !== 'string')
    throw new Error('discovery has no keys');
  return new URL(document.jwks_uri);
}

/** A key id that is not in the set makes the token invalid; any other error means that the issuer is unavailable. */
const orUnavailable =
  (find: KeyFinder): KeyFinder =>
  async (header, token) => {
    try {
      return await find(header, token);
    } catch (error) {
      if (error instanceof JWKSNoMatchingKey || error instanceof JWKSMultipleMatchingKeys) throw error;
      throw new KeysUnavailable('the issuer’s keys could not be fetched', { cause: error });
    }
  };
