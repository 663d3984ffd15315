import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { SignJWT } from 'jose';
import { afterEach, describe, expect, test } from 'vitest';
import { TIMEOUT_FACTOR } from '../../infra/local/timeout-factor.ts';
import { type VerifierOptions, verifier } from '../../shared/adapters/identity.ts';
import { KeysUnavailable } from '../../shared/http/verify-token.ts';
import { good, ISSUER, jwks, NOW, tokenWith } from './good-token.ts';

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
      if (body instanceof URL) response.writeHead(302, { location: body.href }).end();
      else response.writeHead(body === undefined ? 500 : 200).end(JSON.stringify(body));
    });
    await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
    const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    return { origin, asked };
  }
  const helpful = (path: string, origin: string): unknown =>
    path === '/keys' ? jwks : { issuer: origin, jwks_uri: `${origin}/keys` };
  const checkAt = (issuer: string, options: Partial<VerifierOptions> = {}) =>
    verifier({ issuer, audience: 'huiying', timeoutFactor: TIMEOUT_FACTOR, ...options });

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

  test('that cannot be fetched are an error of the service, not of the caller; the next request tries again', async () => {
    let up = false;
    const { origin } = await issuerThat((path, at) => (up ? helpful(path, at) : undefined));
    const check = checkAt(origin);
    const header = `Bearer ${await tokenWith({ iss: origin })}`;
    await expect(check(header, NOW)).rejects.toThrow(KeysUnavailable);
    up = true;
    expect(await check(header, NOW)).toBeDefined();
  });

  test('are not taken from a document that names another issuer', async () => {
    const { origin } = await issuerThat((path, at) => ({ ...(helpful(path, at) as object), issuer: ISSUER }));
    await expect(checkAt(origin)(`Bearer ${await tokenWith({ iss: origin })}`, NOW)).rejects.toThrow(
      KeysUnavailable,
    );
  });

  test('are found where the issuer’s name ends in a slash', async () => {
    const named = (at: string) => `${at}/`;
    const { origin, asked } = await issuerThat((path, at) =>
      path === '/keys' ? jwks : { issuer: named(at), jwks_uri: `${at}/keys` },
    );
    const header = `Bearer ${await tokenWith({ iss: named(origin) })}`;
    expect(await checkAt(named(origin))(header, NOW)).toBeDefined();
    expect(asked).toEqual(['/.well-known/openid-configuration', '/keys']);
  });

  test.each([
    ['is nothing', () => null, 'discovery answered no document'],
    ['is a string', () => 'keys', 'discovery answered no document'],
    ['names no issuer', (at: string) => ({ jwks_uri: `${at}/keys` }), 'discovery names another issuer'],
    ['names another issuer', (at: string) => ({ issuer: `${at}/x` }), 'discovery names another issuer'],
    ['has no key address', (at: string) => ({ issuer: at }), 'discovery has no keys'],
    ['has a number as key address', (at: string) => ({ issuer: at, jwks_uri: 7 }), 'discovery has no keys'],
    ['is not there', () => undefined, 'discovery answered 500'],
  ])('are not fetched with a document that %s, and the log says why', async (_, document, why) => {
    const { origin } = await issuerThat((_path, at) => document(at));
    const refused = checkAt(origin)(`Bearer ${await tokenWith({ iss: origin })}`, NOW);
    await expect(refused).rejects.toMatchObject({
      name: 'KeysUnavailable',
      message: 'the issuer’s keys could not be fetched',
      cause: { message: why },
    });
  });

  test('are not fetched through a redirect', async () => {
    const { origin, asked } = await issuerThat((path, at) =>
      path === '/elsewhere' ? helpful('/', at) : path === '/keys' ? jwks : new URL('/elsewhere', at),
    );
    const refused = checkAt(origin)(`Bearer ${await tokenWith({ iss: origin })}`, NOW);
    await expect(refused).rejects.toThrow(KeysUnavailable);
    expect(asked).toEqual(['/.well-known/openid-configuration']);
  });

  test('are not fetched when the token’s header is already invalid', async () => {
    const { origin, asked } = await issuerThat(helpful);
    const forged = await new SignJWT(good).setProtectedHeader({ alg: 'HS256' }).sign(new Uint8Array(32));
    expect(await checkAt(origin)(`Bearer ${forged}`, NOW)).toBeUndefined();
    expect(asked).toEqual([]);
  });
});
