import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { KeysUnavailable, type VerifierOptions, verifier } from '../../shared/adapters/identity.ts';
import { type Scope, scopeOf } from '../../shared/domain/scope.ts';

const ISSUER = 'https://id.example.cn';
const NOW_SECONDS = 1_790_841_600; // 2026-10-01T08:00:00Z
const NOW = NOW_SECONDS * 1000;
const { privateKey, publicKey } = await generateKeyPair('RS256', { extractable: true });
const stranger = await generateKeyPair('RS256');
const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k1', alg: 'RS256', use: 'sig' }] };

const good = {
  iss: ISSUER,
  aud: 'huiying',
  sub: 'p-officer-li',
  exp: NOW_SECONDS + 600,
  groups: ['officer'],
  station: 'st1',
};

const signed = (claims: Record<string, unknown>, key = privateKey, kid = 'k1'): Promise<string> =>
  new SignJWT(claims).setProtectedHeader({ alg: 'RS256', kid }).sign(key);

/** A good token's claims with some replaced; `undefined` leaves one out. */
const tokenWith = (changed: Record<string, unknown> = {}): Promise<string> =>
  signed(JSON.parse(JSON.stringify({ ...good, ...changed })));

const verify = async (token: string, options: Partial<VerifierOptions> = {}): Promise<Scope | undefined> =>
  verifier({
    issuer: ISSUER,
    audience: 'huiying',
    jwks: createLocalJWKSet(jwks),
    ...options,
  })(`Bearer ${token}`, NOW);

const roleIn = async (groups: unknown) => (await verify(await tokenWith({ groups })))?.role;

describe('a good token', () => {
  test('becomes the scope of its person, and of nothing else that it says', async () => {
    const scope = await verify(await tokenWith({ name: 'Li' }));
    expect(scope).toEqual({ person: 'p-officer-li', station: 'st1', role: 'officer' });
    expect(Object.isFrozen(scope)).toBe(true);
  });

  test('may have several audiences if ours is among them', async () => {
    expect(await verify(await tokenWith({ aud: ['other', 'huiying'] }))).toBeDefined();
  });

  test('may name the client where it has no audience, and only there', async () => {
    expect(await verify(await tokenWith({ aud: undefined, client_id: 'huiying' }))).toBeDefined();
    expect(await verify(await tokenWith({ aud: undefined, client_id: 'other' }))).toBeUndefined();
    expect(await verify(await tokenWith({ aud: 'other', client_id: 'huiying' }))).toBeUndefined();
  });

  test('may call its claims as Cognito does', async () => {
    const named = { groupsClaim: 'cognito:groups', stationClaim: 'custom:station' };
    const claims = {
      groups: undefined,
      station: undefined,
      'cognito:groups': ['chief'],
      'custom:station': 'st2',
    };
    expect(await verify(await tokenWith(claims), named)).toMatchObject({ role: 'chief', station: 'st2' });
    expect(await verify(await tokenWith(claims))).toBeUndefined();
  });

  test('may write its groups as text, with or without brackets', async () => {
    expect(await roleIn('[staff officer]')).toBe('officer');
    expect(await roleIn('[officer]')).toBe('officer');
    expect(await roleIn('guard')).toBe('guard');
    expect(await roleIn('staff, auditor')).toBe('auditor');
  });

  test('of several roles has the strongest: chief over officer over guard over auditor', async () => {
    expect(await roleIn(['auditor', 'guard', 'officer', 'chief'])).toBe('chief');
    expect(await roleIn(['officer', 'auditor', 'guard'])).toBe('officer');
    expect(await roleIn(['auditor', 'guard'])).toBe('guard');
  });
});

describe('a token is refused', () => {
  const claims = btoa(JSON.stringify(good)).replace(/=+$/, '');

  test('when it is not signed', async () => {
    const header = btoa(JSON.stringify({ alg: 'none' })).replace(/=+$/, '');
    expect(await verify(`${header}.${claims}.`)).toBeUndefined();
    expect(await verify(`${header}.${claims}.AAAA`)).toBeUndefined();
  });

  test('when the public key was used as a shared secret', async () => {
    const secret = new TextEncoder().encode(await exportSPKI(publicKey));
    const forged = await new SignJWT(good).setProtectedHeader({ alg: 'HS256', kid: 'k1' }).sign(secret);
    expect(await verify(forged)).toBeUndefined();
  });

  test('when it is signed with the right key but another algorithm', async () => {
    const pss = await crypto.subtle.importKey(
      'jwk',
      { ...(await exportJWK(privateKey)), alg: 'PS256' },
      { name: 'RSA-PSS', hash: 'SHA-256' },
      false,
      ['sign'],
    );
    const forged = await new SignJWT(good).setProtectedHeader({ alg: 'PS256', kid: 'k1' }).sign(pss);
    // A key set that would not mind: many issuers leave `alg` out.
    const lenient = createLocalJWKSet({ keys: jwks.keys.map(({ alg, ...key }) => key) });
    expect(await verify(forged, { jwks: lenient })).toBeUndefined();
    expect(await verify(await tokenWith(), { jwks: lenient })).toBeDefined();
  });

  test('when a stranger signed it, under our key id or his own', async () => {
    expect(await verify(await signed(good, stranger.privateKey))).toBeUndefined();
    expect(await verify(await signed(good, stranger.privateKey, 'his'))).toBeUndefined();
  });

  test('when its claims were changed after signing', async () => {
    const [header, , signature] = (await tokenWith()).split('.');
    const promoted = btoa(JSON.stringify({ ...good, groups: ['chief'] })).replace(/=+$/, '');
    expect(await verify(`${header}.${promoted}.${signature}`)).toBeUndefined();
  });

  test.each([
    ['it comes from another issuer', { iss: 'https://id.example.com' }],
    ['it names no issuer', { iss: undefined }],
    ['it is meant for another audience', { aud: 'billing' }],
    ['it has neither audience nor client', { aud: undefined }],
    ['it never expires', { exp: undefined }],
    ['it is not valid yet', { nbf: NOW_SECONDS + 31 }],
    ['it names nobody', { sub: undefined }],
    ['its person would break a key apart', { sub: 'p-1#C#2' }],
    ['it has no groups', { groups: undefined }],
    ['it has an empty list of groups', { groups: [] }],
    ['it knows no role of ours', { groups: ['admin', 'Officer', 'officers'] }],
    ['its groups are no list', { groups: { officer: true } }],
    ['it has no station', { station: undefined }],
    ['its station is no name', { station: 7 }],
    ['its station would break a key apart', { station: 'st1#C' }],
    ['its station is in capitals', { station: 'ST1' }],
    ['its station is empty', { station: '' }],
    ['its station is 33 characters long', { station: 's'.repeat(33) }],
  ])('when %s', async (_why, changed) => {
    expect(await verify(await tokenWith(changed))).toBeUndefined();
  });

  test('30 seconds after it expired, and not before', async () => {
    expect(await verify(await tokenWith({ exp: NOW_SECONDS - 29 }))).toBeDefined();
    expect(await verify(await tokenWith({ exp: NOW_SECONDS - 30 }))).toBeUndefined();
  });

  test('by the time of each request, not by the time its check was made', async () => {
    const check = verifier({ issuer: ISSUER, audience: 'huiying', jwks: createLocalJWKSet(jwks) });
    const header = `Bearer ${await tokenWith()}`;
    expect(await check(header, NOW)).toBeDefined();
    expect(await check(header, NOW + 3_600_000)).toBeUndefined();
    expect(await check(header, NOW)).toBeDefined();
  });

  test('by nobody who cannot say what time it is', async () => {
    const check = verifier({ issuer: ISSUER, audience: 'huiying', jwks: createLocalJWKSet(jwks) });
    await expect(check(`Bearer ${await tokenWith()}`, Number.NaN)).rejects.toThrow(RangeError);
  });

  test('when the header is absent, another scheme, two tokens or endless', async () => {
    const check = verifier({ issuer: ISSUER, audience: 'huiying', jwks: createLocalJWKSet(jwks) });
    const token = await tokenWith();
    for (const header of [
      undefined,
      '',
      token,
      `Basic ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token},`,
    ]) {
      expect(await check(header, NOW)).toBeUndefined();
    }
    expect(await verify(await tokenWith({ filler: 'x'.repeat(8000) }))).toBeUndefined();
  });
});

test('no object literal is a scope: only the check mints one', () => {
  const made: Scope = scopeOf(JSON.parse('{"station":"st1","person":"p-1","role":"guard"}'));
  // @ts-expect-error the brand is missing, and it has no name to write
  const literal: Scope = { station: made.station, person: made.person, role: made.role };
  expect(literal).toEqual(made);
});

describe('the issuer’s keys', () => {
  let server: Server | undefined;
  afterEach(() => {
    server?.close();
    server?.closeAllConnections();
  });

  /** An issuer whose answers the test chooses; `asked` counts the requests. */
  async function issuerThat(answer: (path: string, origin: string) => unknown) {
    const asked: string[] = [];
    server = createServer((request, response) => {
      asked.push(request.url ?? '');
      const body = answer(request.url ?? '', origin);
      response.writeHead(body === undefined ? 500 : 200).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { origin, asked };
  }
  const helpful = (path: string, origin: string): unknown =>
    path === '/keys' ? jwks : { issuer: origin, jwks_uri: `${origin}/keys` };
  const checkAt = (issuer: string, options: Partial<VerifierOptions> = {}) =>
    verifier({ issuer, audience: 'huiying', ...options });

  test('are found by discovery, once', async () => {
    const { origin, asked } = await issuerThat(helpful);
    const check = checkAt(origin);
    const header = `Bearer ${await tokenWith({ iss: origin })}`;
    expect(await check(header, NOW)).toBeDefined();
    expect(await check(header, NOW)).toBeDefined();
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test('are taken from the stage’s own address without discovery', async () => {
    const { origin, asked } = await issuerThat(helpful);
    expect(
      await checkAt(ISSUER, { jwks: new URL('/keys', origin) })(`Bearer ${await tokenWith()}`, NOW),
    ).toBeDefined();
    expect(asked).toEqual(['/keys']);
  });

  test('are our trouble, not the caller’s, when they cannot be had; the next request tries again', async () => {
    let up = false;
    const { origin } = await issuerThat((path, at) => (up ? helpful(path, at) : undefined));
    const check = checkAt(origin);
    const header = `Bearer ${await tokenWith({ iss: origin })}`;
    await expect(check(header, NOW)).rejects.toThrow(KeysUnavailable);
    up = true;
    expect(await check(header, NOW)).toBeDefined();
  });

  test('are not taken from a document that speaks for another issuer', async () => {
    const { origin } = await issuerThat((path, at) => ({ ...(helpful(path, at) as object), issuer: ISSUER }));
    await expect(checkAt(origin)(`Bearer ${await tokenWith({ iss: origin })}`, NOW)).rejects.toThrow(
      KeysUnavailable,
    );
  });

  test('are not asked for when the token is hopeless from its header on', async () => {
    const { origin, asked } = await issuerThat(helpful);
    const forged = await new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    expect(await checkAt(origin)(`Bearer ${forged}`, NOW)).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
