import { exportJWK, generateKeyPair, SignJWT } from 'jose';

export const ISSUER = 'https://id.example.cn';
export const NOW_SECONDS = 1_790_841_600; // 2026-10-01T08:00:00Z
export const NOW = NOW_SECONDS * 1000;
export const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
export const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };

/** The claims of a valid token. */
export const good = {
  iss: ISSUER,
  aud: 'huiying',
  sub: 'p-officer-li',
  exp: NOW_SECONDS + 600,
  groups: ['officer'],
  station: 'st1',
};

export const signed = (claims: Record<string, unknown>, key = privateKey, kid = 'k1'): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);

/** The claims of a valid token with some replaced; `undefined` leaves one out. */
export const tokenWith = (changed: Record<string, unknown> = {}): Promise<string> =>
  signed(JSON.parse(JSON.stringify({ ...good, ...changed })));
