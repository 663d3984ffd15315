import { createRemoteJWKSet, type JWTPayload, jwtVerify } from 'jose';
import * as z from 'zod/mini';
import type { AuthorizerPlan } from '../template/plan.ts';

/** The verified content of a token, as the API passes it to a function. */
export interface Verified {
  /** Claims as text; lists as `[a b]`. */
  readonly claims: Readonly<Record<string, string>>;
  readonly scopes: readonly string[] | null;
}

/** `unauthorized`: no valid token. `forbidden`: a valid token without any of the route's scopes. */
export type Verdict = Verified | 'unauthorized' | 'forbidden';

export type Authorize = (authorization: string | undefined, plan: AuthorizerPlan) => Promise<Verdict>;

type Keys = ReturnType<typeof createRemoteJWKSet>;

const metadataShape = z.object({ jwks_uri: z.url() });

/** API Gateway's timeout for the issuer. */
const keysMillisecondsMax = 1500;

/**
 * The JWT authorizer of an HTTP API: RSA only, issuer, expiry, and `aud`, or `client_id` where a token has no `aud`. It
 * uses the real clock, as the issuer does.
 */
export const createAuthorize = (timeoutFactor = 1): Authorize => {
  const keysMilliseconds = keysMillisecondsMax * timeoutFactor;
  const keysByIssuer = new Map<string, Promise<Keys>>();

  const keysOf = (issuer: string): Promise<Keys> => {
    const keys = keysByIssuer.get(issuer) ?? fetchKeys(issuer, keysMilliseconds);
    keysByIssuer.set(issuer, keys);
    keys.catch(() => keysByIssuer.delete(issuer));
    return keys;
  };

  return async (authorization, { issuer, audiences, scopes }) => {
    const token = /^(?:Bearer )?([\w-]+\.[\w-]+\.[\w-]+)$/i.exec(authorization?.trim() ?? '')?.[1];
    if (token === undefined) return 'unauthorized';
    try {
      const { payload } = await jwtVerify(token, await keysOf(issuer), {
        issuer,
        algorithms: ['RS256', 'RS384', 'RS512'],
        requiredClaims: ['exp'],
      });
      if (!isFor(payload, audiences)) return 'unauthorized';
      const granted = scopesOf(payload);
      if (scopes.length > 0 && !scopes.some((scope) => granted.includes(scope))) return 'forbidden';
      return { claims: asText(payload), scopes: scopes.length > 0 ? granted : null };
    } catch {
      return 'unauthorized';
    }
  };
};

const fetchKeys = async (issuer: string, timeoutDuration: number): Promise<Keys> => {
  const signal = AbortSignal.timeout(timeoutDuration);
  const response = await fetch(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, { signal });
  const { jwks_uri } = metadataShape.parse(await response.json());
  return createRemoteJWKSet(new URL(jwks_uri), { timeoutDuration });
};

const isFor = ({ aud, client_id }: JWTPayload, audiences: readonly string[]): boolean =>
  [aud ?? client_id].flat().some((one) => typeof one === 'string' && audiences.includes(one));

const scopesOf = ({ scope, scp }: JWTPayload): readonly string[] =>
  [scope ?? scp ?? []].flat().flatMap((one) => String(one).split(' '));

const asText = (payload: JWTPayload): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, textOf(value)]));

const textOf = (value: unknown): string => {
  if (Array.isArray(value)) return `[${value.map(textOf).join(' ')}]`;
  if (typeof value !== 'object' || value === null) return String(value);
  return `map[${Object.entries(value)
    .map(([name, inner]) => `${name}:${textOf(inner)}`)
    .join(' ')}]`;
};
