import { createServer } from 'node:http';
import { exportJWK, generateKeyPair, type JWTPayload, SignJWT } from 'jose';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { listen } from '../../../infra/local/free-port.ts';
import { createAuthorize } from '../../../infra/local/gateway/authorizer.ts';

const year2100 = 4_102_444_800;
const good = { aud: 'huiying', exp: year2100, sub: 'wang', groups: ['officer', 'chief'], level: 2 };

const rsa = await generateKeyPair('RS256');
const stranger = await generateKeyPair('RS256');
const curve = await generateKeyPair('ES256');
const server = createServer();
let issuer = '';

beforeAll(async () => {
  const keys = [
    { ...(await exportJWK(rsa.publicKey)), kid: 'rsa', alg: 'RS256' },
    { ...(await exportJWK(curve.publicKey)), kid: 'curve', alg: 'ES256' },
  ];
  issuer = `http://127.0.0.1:${await listen(server, 0)}`;
  server.on('request', ({ url }, response) => {
    const known: Record<string, unknown> = {
      '/.well-known/openid-configuration': { jwks_uri: `${issuer}/jwks` },
      '/jwks': { keys },
    };
    response.end(JSON.stringify(known[url ?? '']));
  });
});
afterAll(() => server.close());

const token = (
  claims: JWTPayload,
  { key = rsa.privateKey, alg = 'RS256', kid = 'rsa' } = {},
): Promise<string> => new SignJWT({ iss: issuer, ...claims }).setProtectedHeader({ alg, kid }).sign(key);

const authorize = createAuthorize();
const check = async (given: string | undefined, scopes: readonly string[] = []) =>
  authorize(given, { issuer, audiences: ['huiying'], scopes });

describe('the token check', () => {
  it('hands claims over as text, lists in brackets', async () => {
    expect(await check(`Bearer ${await token(good)}`)).toEqual({
      claims: {
        iss: issuer,
        aud: 'huiying',
        exp: '4102444800',
        sub: 'wang',
        groups: '[officer chief]',
        level: '2',
      },
      scopes: null,
    });
  });

  it('takes client_id where there is no aud, and only there', async () => {
    const { aud: _, ...bare } = good;
    expect(await check(`Bearer ${await token({ ...bare, client_id: 'huiying' })}`)).toHaveProperty('claims');
    expect(await check(`Bearer ${await token({ ...good, aud: 'x', client_id: 'huiying' })}`)).toBe(
      'unauthorized',
    );
  });

  it('asks for one of the scopes of the route', async () => {
    const scoped = `Bearer ${await token({ ...good, scope: 'read write' })}`;
    expect(await check(scoped, ['write', 'admin'])).toMatchObject({ scopes: ['read', 'write'] });
    expect(await check(scoped, ['admin'])).toBe('forbidden');
  });

  const bad: readonly [string, () => Promise<string | undefined>][] = [
    ['no token', async () => undefined],
    ['something else', async () => 'Basic YTpi'],
    ['an expired token', () => token({ ...good, exp: 1_600_000_000 })],
    ['a token that never expires', () => token({ aud: 'huiying', sub: 'wang' })],
    ['a token of another issuer', () => token({ ...good, iss: 'https://elsewhere.example' })],
    ['a token for others', () => token({ ...good, aud: ['a', 'b'] })],
    ['a token that is not valid yet', () => token({ ...good, nbf: year2100 - 1 })],
    ['a token signed by a stranger', () => token(good, { key: stranger.privateKey })],
    [
      'a token that is not signed with RSA',
      () => token(good, { key: curve.privateKey, alg: 'ES256', kid: 'curve' }),
    ],
  ];

  it.each(bad)('turns away %s', async (_, make) => {
    const given = await make();
    expect(await check(given?.includes('.') ? `Bearer ${given}` : given)).toBe('unauthorized');
  });
});
