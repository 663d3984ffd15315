import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { stubBrowser } from './browser.ts';

const assign = vi.fn<(address: string | URL) => void>();
let metadata: Readonly<Record<string, unknown>> = {};

/** A page that names an issuer, which answers with its metadata. */
function at(issuer: string, origins: readonly string[] = []): void {
  const content = JSON.stringify({ issuer, client: 'console', audience: 'console', origins });
  vi.stubGlobal('document', { documentElement: {}, querySelector: () => ({ content }) });
  vi.stubGlobal('location', { hash: '', origin: 'https://station.example', assign, reload: vi.fn() });
  metadata = { issuer, authorization_endpoint: `${issuer}/authorize` };
  const headers = { 'content-type': 'application/json' };
  vi.stubGlobal('fetch', async () => new Response(JSON.stringify(metadata), { headers }));
}

const load = () => import('../../../web/console/session/sign-in.ts');
const address = () => new URL(String(assign.mock.lastCall?.[0]));

beforeEach(() => {
  stubBrowser();
  assign.mockReset();
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('signing out', () => {
  it('ends the session of a user pool at its domain', async () => {
    at('https://cognito-idp.eu-central-1.amazonaws.com/pool', ['https://staff.auth.example']);
    await (await load()).signOutAtIssuer('id-token');
    const { origin, pathname, searchParams } = address();
    expect(origin + pathname).toBe('https://staff.auth.example/logout');
    expect(Object.fromEntries(searchParams)).toEqual({
      client_id: 'console',
      logout_uri: 'https://station.example/office',
    });
  });

  it('ends the session of any other issuer where its metadata says', async () => {
    at('https://issuer.example', ['https://tokens.example']);
    metadata = { ...metadata, end_session_endpoint: 'https://issuer.example/end' };
    await (await load()).signOutAtIssuer('id-token');
    expect(Object.fromEntries(address().searchParams)).toEqual({
      client_id: 'console',
      id_token_hint: 'id-token',
      post_logout_redirect_uri: 'https://station.example/office',
    });
  });

  it('makes the issuer ask who is next, and only then', async () => {
    at('https://issuer.example');
    const { beginSignIn, signOutAtIssuer } = await load();
    await beginSignIn();
    expect(address().searchParams.get('prompt')).toBeNull();
    await signOutAtIssuer(undefined);
    await beginSignIn();
    expect(address().searchParams.get('prompt')).toBe('login');
  });
});
