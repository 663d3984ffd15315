import { SECOND } from '../../engine/calendar/instant.ts';
import type { ChannelPort } from '../../engine/outbox/channel.ts';

type Answer = Awaited<ReturnType<ChannelPort['send']>>;

/** A receiver slower than this would hold up everybody else's messages; it gets this one again later. */
const TIMEOUT_MS = 3 * SECOND;

/**
 * Hands JSON to an address and says whether it was taken. A redirect is not followed, since a message, and the
 * signature that vouches for it, go only where the station said; what comes back is not read at all.
 */
export async function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>> = {},
  timeoutMs = TIMEOUT_MS,
): Promise<Answer> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    await response.body?.cancel();
    return answerOf(response.status);
  } catch {
    // No connection, no answer in time, no answer that is HTTP: all of these may pass.
    return 'transient';
  }
}

function answerOf(status: number): Answer {
  if (status >= 200 && status < 300) return 'sent';
  const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return permanent ? 'permanent' : 'transient';
}
