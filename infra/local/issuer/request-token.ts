import { CLI_CLIENT, PERSON_GRANT } from './clients.ts';

/** The local run puts the issuer on the port after its own. */
export function issuerNextTo(origin: string): string {
  const url = new URL(origin);
  url.port = String(Number(url.port) + 1);
  return url.origin;
}

/** A bearer token of the first person with a role, or of a very person. */
export async function requestToken(
  issuer: string,
  who: { readonly role: string } | { readonly person: string },
): Promise<string> {
  const form = new URLSearchParams({ grant_type: PERSON_GRANT, client_id: CLI_CLIENT, ...who });
  const response = await fetch(new URL('/token', issuer), { method: 'POST', body: form });
  const { access_token: token } = (await response.json()) as { access_token?: string };
  if (token === undefined) throw new Error(`the issuer knows no ${Object.values(who)}`);
  return token;
}
