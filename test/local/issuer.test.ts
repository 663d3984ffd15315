import { once } from 'node:events';
import { statSync } from 'node:fs';
import { request } from 'node:http';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { requestToken } from '../../infra/local/issuer/request-token.ts';
import { languageFor } from '../../infra/local/issuer/words.ts';
import { authorization, browser, redirectOf } from './browser.ts';
import { ORIGIN, people, testIssuer } from './test-issuer.ts';

const CALLBACK = `${ORIGIN}/office`;
const { issuer, dataDir, restart, scopeOfToken } = await testIssuer();

/** Signs in as `person` and returns the callback URL of the console. */
async function signInAs(person: string, visit = browser(), url = authorization(issuer, CALLBACK).url) {
  const page = redirectOf(await visit(url));
  const chosen = await visit(page, { person });
  return redirectOf(await visit(redirectOf(chosen)));
}

const tokensOf = async (response: Response) =>
  (await response.json()) as Partial<Record<'access_token' | 'id_token', string>>;

test('discovery names the endpoints, and the keys are RSA keys without their private part', async () => {
  const document = await (await fetch(`${issuer}/.well-known/openid-configuration`)).json();
  expect(document).toMatchObject({
    issuer: issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    code_challenge_methods_supported: ['S256'],
    id_token_signing_alg_values_supported: ['RS256'],
  });
  const { keys } = (await (await fetch(`${issuer}/jwks`)).json()) as { keys: object[] };
  expect(keys).toEqual([expect.objectContaining({ kty: 'RSA', alg: 'RS256', use: 'sig' })]);
  expect(keys[0]).not.toHaveProperty('d');
});

test('only the owner may read the file that holds the key', () => {
  expect(statSync(join(dataDir, 'issuer.sqlite')).mode & 0o077).toBe(0);
});

describe('the sign-in page', () => {
  const open = async (language: string) => {
    const visit = browser(language);
    const page = redirectOf(await visit(authorization(issuer, CALLBACK).url));
    return { visit, page, response: await visit(page) };
  };

  test('lists the staff in the reader’s language, says it is local, and runs no script', async () => {
    const { response } = await open('zh-CN,en;q=0.5');
    const html = await response.text();
    expect(html).toContain('<html lang="zh-CN">');
    expect(html).toContain('仅供本机试用');
    expect(html).toContain('李&lt;敏&gt;');
    expect(html).not.toContain('<script');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain(`form-action 'self' ${ORIGIN}`);
    expect(await (await open('en-GB')).response.text()).toContain('Who is signing in?');
  });

  test('asks again when the chosen person is not on the list', async () => {
    const { visit, page } = await open('en');
    const response = await visit(page, { person: 'p-nobody' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('That person is not on the list');
  });

  test('is refused without the cookie of its own authorization request', async () => {
    const { page } = await open('en');
    const response = await browser('en')(page, { person: 'p-officer-li' });
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('This sign-in has expired');
  });
});

describe('signing in', () => {
  test('gives the console a token whose scope is the person’s, without the name', async () => {
    const { url, exchange } = authorization(issuer, CALLBACK);
    const back = await signInAs('p-officer-li', browser(), url);
    expect(back.href.startsWith(`${CALLBACK}?`)).toBe(true);
    expect(back.searchParams.get('state')).toBe('from-test');
    const { access_token = '', id_token = '' } = await tokensOf(
      await exchange(back.searchParams.get('code') ?? ''),
    );
    expect(await scopeOfToken(access_token)).toEqual({
      person: 'p-officer-li',
      station: 'st1',
      role: 'officer',
    });
    expect(atob(access_token.split('.')[1] ?? '')).not.toContain('name');
    expect(await scopeOfToken(id_token)).toBeUndefined();
  });

  test('gives no token without the PKCE verifier, nor twice with one code', async () => {
    const { url, exchange } = authorization(issuer, CALLBACK);
    const code = (await signInAs('p-officer-li', browser(), url)).searchParams.get('code') ?? '';
    expect((await exchange(code, 'x'.repeat(43))).status).toBe(400);
    expect((await exchange(code)).status).toBe(200);
    expect((await exchange(code)).status).toBe(400);
  });

  test('lasts: a second sign-in shows no page, not even after a restart', async () => {
    const visit = browser();
    await signInAs('p-officer-li', visit);
    await restart();
    const { url, exchange } = authorization(issuer, CALLBACK);
    const back = redirectOf(await visit(url));
    expect(back.pathname).toBe('/office');
    expect((await exchange(back.searchParams.get('code') ?? '')).status).toBe(200);
  });

  test('ends for a person who has left the staff list', async () => {
    const visit = browser();
    await signInAs('p-officer-wu', visit);
    await restart(people.slice(0, 2));
    expect(redirectOf(await visit(authorization(issuer, CALLBACK).url)).pathname).toMatch(/^\/sign-in\//);
    await restart();
  });

  test('as another person ends the previous session', async () => {
    const visit = browser();
    await signInAs('p-officer-li', visit);
    const { url, exchange } = authorization(issuer, CALLBACK);
    url.searchParams.set('prompt', 'login');
    const chosen = await visit(redirectOf(await visit(url)), { person: 'p-guard-zhao' });
    const resumed = await visit(redirectOf(chosen));
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(await resumed.text()) ?? [];
    const left = await visit(`${issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    const back = redirectOf(await visit(redirectOf(left)));
    const { access_token = '' } = await tokensOf(await exchange(back.searchParams.get('code') ?? ''));
    expect(await scopeOfToken(access_token)).toMatchObject({ person: 'p-guard-zhao', role: 'guard' });
  });

  test('ends with signing out, back at the console', async () => {
    const visit = browser('en');
    await signInAs('p-officer-li', visit);
    const leave = new URL('/session/end', issuer);
    leave.search = `client_id=huiying-console&post_logout_redirect_uri=${encodeURIComponent(`${ORIGIN}/office`)}`;
    const html = await (await visit(leave)).text();
    expect(html).toContain('Sign out?');
    const [, xsrf = ''] = /name="xsrf" value="([^"]+)"/.exec(html) ?? [];
    const left = await visit(`${issuer}/session/end/confirm`, { xsrf, logout: 'yes' });
    expect(redirectOf(left).href).toBe(`${ORIGIN}/office`);
    expect(redirectOf(await visit(authorization(issuer, CALLBACK).url)).pathname).toMatch(/^\/sign-in\//);
  });

  test('never leads to another site', async () => {
    const response = await browser('en')(authorization(issuer, 'http://127.0.0.1:9999/steal').url);
    expect(response.status).toBe(400);
    expect(await response.text()).toContain('invalid_redirect_uri');
  });
});

describe('other sites', () => {
  test('cannot read tokens: the console’s origin alone is allowed', async () => {
    const ask = (origin: string) =>
      fetch(new URL('/token', issuer), {
        method: 'POST',
        headers: { origin },
        body: new URLSearchParams({
          grant_type: 'urn:huiying:local:person',
          client_id: 'huiying-cli',
          role: 'chief',
        }),
      });
    expect((await ask('http://evil.example')).headers.has('access-control-allow-origin')).toBe(false);
    expect((await ask(ORIGIN)).headers.get('access-control-allow-origin')).toBe(ORIGIN);
  });

  test('cannot borrow the issuer under a name of their own', async () => {
    const asked = request(`${issuer}/jwks`, { headers: { host: 'evil.example' } }).end();
    const [response] = await once(asked, 'response');
    expect(response.resume().statusCode).toBe(421);
  });
});

test('a token from before a restart is good after it', async () => {
  const token = await requestToken(issuer, { role: 'guard' });
  await restart();
  expect(await scopeOfToken(token)).toMatchObject({ person: 'p-guard-zhao' });
});

test('the language is the first of ours that the reader asks for; Chinese otherwise', () => {
  expect(languageFor('fr, en;q=0.8, zh;q=0.9')).toBe('zh-CN');
  expect(languageFor('fr, en-US;q=0.8')).toBe('en');
  expect(languageFor('zh;q=0, en;q=0.1')).toBe('en');
  expect(languageFor('fr')).toBe('zh-CN');
  expect(languageFor(undefined)).toBe('zh-CN');
});
