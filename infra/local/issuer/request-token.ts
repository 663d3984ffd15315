import { CLI_CLIENT, PERSON_GRANT } from './clients.ts';

/** The issuer of a local run, which listens on the port after the gateway's. */
export function issuerNextTo(origin: string): string {
  const url = new URL(origin);
  url.port = String(Number(url.port) + 1);
  return url.origin;
}

/** Requests a bearer token for the first person with a role, or for a specific person. */
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
