import type { IncomingMessage, ServerResponse } from 'node:http';
import { errors, type Provider } from 'oidc-provider';
import { type Page, pages } from './pages.ts';
import { memberOf, type Staff } from './staff.ts';
import { languageFor } from './words.ts';

const FORM_LENGTH_MAX = 1024;

/**
 * `GET` shows the staff list; `POST` signs the chosen person in. The provider's interaction cookie, which browsers do
 * not send cross-site, binds both to one authorization request.
 */
export async function signIn(
  {
    provider,
    staff,
    origin,
  }: { readonly provider: Provider; readonly staff: Staff; readonly origin: string },
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { expired, signIn: choose } = pages(languageFor(request.headers['accept-language']), origin);
  try {
    await provider.interactionDetails(request, response);
    if (request.method !== 'POST') return send(response, 200, choose(staff));
    const chosen = memberOf(staff, (await formOf(request)).get('person'));
    if (!chosen) return send(response, 400, choose(staff, true));
    await provider.interactionFinished(request, response, { login: { accountId: chosen.id } });
  } catch (error) {
    if (!(error instanceof errors.OIDCProviderError)) throw error;
    send(response, error.statusCode, expired());
  }
}

function send(response: ServerResponse, status: number, page: Page): void {
  response.writeHead(status, page.headers).end(page.html);
}

async function formOf(request: IncomingMessage): Promise<URLSearchParams> {
  let text = '';
  for await (const chunk of request.setEncoding('utf8')) {
    text += chunk;
    if (text.length > FORM_LENGTH_MAX) return new URLSearchParams();
  }
  return new URLSearchParams(text);
}
