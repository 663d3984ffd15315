import type { ResourceServerInfo } from 'oidc-provider';

/** The API as a resource of the issuer. A resource indicator must be a URI; tokens contain the short audience. */
export const RESOURCE = 'urn:huiying:api';
export const AUDIENCE = 'huiying';

export const apiResource: ResourceServerInfo = {
  scope: '',
  audience: AUDIENCE,
  accessTokenFormat: 'jwt',
  accessTokenTTL: 12 * 60 * 60, // seconds: a shift; there are no refresh tokens, the session renews silently
  jwt: { sign: { alg: 'RS256' } },
};
