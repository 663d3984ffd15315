import { SECOND } from '../../engine/calendar/instant.ts';
import type { ChannelRequest, ChannelResponse } from './channel-maker.ts';

/** A receiver slower than this would hold up everybody else's messages; it gets this one again later. */
const TIMEOUT_MS = 3 * SECOND;
/** No receiver needs more to say yes or no; what is longer is cut. */
const BODY_LENGTH_MAX = 4096;

/**
 * Hands JSON to an address. A redirect is not followed, since a message, and the signature that vouches for it, go only
 * where the station said. `undefined`: no connection, no answer in time, no answer that is HTTP; all of these may pass.
 */
export async function post(
  { url, body, headers }: ChannelRequest,
  timeoutMs = TIMEOUT_MS,
): Promise<ChannelResponse | undefined> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    return { status: response.status, body: await start(response) };
  } catch {
    return undefined;
  }
}

/** The beginning of a body, however long it is. */
async function start({ body }: Response): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  while (text.length < BODY_LENGTH_MAX) {
    const { done, value } = await reader.read();
    if (done) return text;
    text += decoder.decode(value, { stream: true });
  }
  await reader.cancel();
  return text.slice(0, BODY_LENGTH_MAX);
}
