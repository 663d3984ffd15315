import type { ChannelRequest, ChannelResponse } from './channel-maker.ts';

/** A longer body is cut: no receiver needs more to accept or reject. */
const BODY_LENGTH_MAX = 4096;

/**
 * Posts JSON to an address. Redirects are not followed, so that a message and its signature reach only the address that
 * the station configured. Returns `undefined` when there was no connection, no response in time, or no valid HTTP
 * response; a retry may help with each of these.
 */
export async function post(
  { url, body, headers }: ChannelRequest,
  timeoutMs: number,
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

/**
 * The first characters of a body. A body that breaks off or is too slow ends where it stopped: the receiver has answered
 * with its status by then, and must not get the same message again because of the rest.
 */
async function start({ body }: Response): Promise<string> {
  if (body === null) return '';
  const reader = body.getReader();
  const decoder = new TextDecoder();
  let text = '';
  try {
    while (text.length < BODY_LENGTH_MAX) {
      const { done, value } = await reader.read();
      if (done) return text;
      text += decoder.decode(value, { stream: true });
    }
    await reader.cancel();
  } catch {
    return text;
  }
  return text.slice(0, BODY_LENGTH_MAX);
}
