import { createLocalJWKSet, exportJWK, exportSPKI, generateKeyPair, SignJWT } from 'jose';
import { describe, expect, test } from 'vitest';
import { type VerifierOptions, verifier } from '../../shared/adapters/identity.ts';
import { type Scope, scopeOf } from '../../shared/engine/scope.ts';
import {
  good,
  ISSUER,
  jwks,
  NOW,
  NOW_SECONDS,
  privateKey,
  publicKey,
  signed,
  tokenWith,
} from './good-token.ts';

const stranger = await generateKeyPair('RS256');

const verify = async (token: string, options: Partial<VerifierOptions> = {}): Promise<Scope | undefined> =>
  verifier({
    issuer: ISSUER,
    audience: 'huiying',
    jwks: createLocalJWKSet(jwks),
    ...options,
  })(`Bearer ${token}`, NOW);

const roleIn = async (groups: unknown) => (await verify(await tokenWith({ groups })))?.role;

describe('a good token', () => {
  test('becomes the scope of its person, and its other claims are ignored', async () => {
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

  test('may write its groups as text: several in brackets, or the name of one', async () => {
    expect(await roleIn('[staff officer]')).toBe('officer');
    expect(await roleIn('[staff, auditor]')).toBe('auditor');
    expect(await roleIn('[officer]')).toBe('officer');
    expect(await roleIn('guard')).toBe('guard');
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
    // A key set without `alg`, as many issuers publish, restricts no algorithm by itself.
    const lenient = createLocalJWKSet({ keys: jwks.keys.map(({ alg, ...key }) => key) });
    expect(await verify(forged, { jwks: lenient })).toBeUndefined();
    expect(await verify(await tokenWith(), { jwks: lenient })).toBeDefined();
  });

  test('when another key signed it, under our key id or its own', async () => {
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
    ['it has no known role', { groups: ['admin', 'Officer', 'officers'] }],
    ['its groups are no list', { groups: { officer: true } }],
    ['its one group has a role among other words', { groups: 'not chief' }],
    ['its one group has a role behind a comma', { groups: 'deputy, chief' }],
    ['a group of its list has a role among other words', { groups: ['not chief', 'chief '] }],
    ['its one group ends in brackets', { groups: 'not [chief]' }],
    ['its one group has a role on a line of its own', { groups: 'not\nchief' }],
    ['its groups spell a role only when brackets are taken out', { groups: 'of[ficer]' }],
    ['its groups spell a role only when a bracket is closed early', { groups: '[offi]cer' }],
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

  test('when the time of the request is not known', async () => {
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
      `Basic Bearer ${token}`,
      `Bearer ${token} ${token}`,
      `Bearer ${token},`,
    ]) {
      expect(await check(header, NOW)).toBeUndefined();
    }
    expect(await verify(await tokenWith({ filler: 'x'.repeat(8000) }))).toBeUndefined();
  });

  test('beyond 8,192 characters of header, and not before', async () => {
    const check = verifier({ issuer: ISSUER, audience: 'huiying', jwks: createLocalJWKSet(jwks) });
    const headerWith = async (filler: number) => `Bearer ${await tokenWith({ filler: 'x'.repeat(filler) })}`;
    const longest = await headerWith(5720);
    expect(longest).toHaveLength(8192);
    expect(await check(longest, NOW)).toBeDefined();
    expect(await check(await headerWith(5721), NOW)).toBeUndefined();
  });
});

test('no object literal is a scope: only the check mints one', () => {
  const made: Scope = scopeOf(JSON.parse('{"station":"st1","person":"p-1","role":"guard"}'));
  // @ts-expect-error the brand is missing, and it is not exported
  const literal: Scope = { station: made.station, person: made.person, role: made.role };
  expect(literal).toEqual(made);
});
