import { createHash, randomBytes } from 'node:crypto';

interface Cookie {
  readonly value: string;
  readonly path: string;
}

/** A minimal browser for signing in: keeps cookies by path and does not follow redirects. */
export function browser(language = 'zh-CN') {
  const jar = new Map<string, Cookie>();
  return async (url: string | URL, form?: Readonly<Record<string, string>>): Promise<Response> => {
    const { pathname } = new URL(url);
    const cookies = [...jar].filter(([, { path }]) => pathname.startsWith(path));
    const response = await fetch(url, {
      redirect: 'manual',
      headers: {
        accept: 'text/html',
        'accept-language': language,
        cookie: cookies.map(([name, { value }]) => `${name}=${value}`).join('; '),
      },
      ...(form && { method: 'POST', body: new URLSearchParams(form) }),
    });
    for (const line of response.headers.getSetCookie()) keep(jar, line);
    return response;
  };
}

function keep(jar: Map<string, Cookie>, line: string): void {
  const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
  if (/expires=Thu, 01 Jan 1970/i.test(line)) jar.delete(name);
  else jar.set(name, { value, path: /;\s*path=([^;]+)/i.exec(line)?.[1] ?? '/' });
}

/** One authorization request of the console with PKCE (S256), and the exchange of its code for a token. */
export function authorization(issuer: string, redirectUri: string) {
  const verifierText = randomBytes(32).toString('base64url');
  const url = new URL('/auth', issuer);
  url.search = new URLSearchParams({
    client_id: 'huiying-console',
    response_type: 'code',
    scope: 'openid',
    redirect_uri: redirectUri,
    state: 'from-test',
    code_challenge: createHash('sha256').update(verifierText).digest('base64url'),
    code_challenge_method: 'S256',
  }).toString();
  const exchange = (code: string, codeVerifier = verifierText): Promise<Response> =>
    fetch(new URL('/token', issuer), {
      method: 'POST',
      body: new URLSearchParams({
        client_id: 'huiying-console',
        grant_type: 'authorization_code',
        code,
        redirect_uri: redirectUri,
        code_verifier: codeVerifier,
      }),
    });
  return { url, exchange };
}

/** The absolute URL of a redirect. */
export const redirectOf = (response: Response): URL =>
  new URL(response.headers.get('location') ?? 'about:blank', response.url);
