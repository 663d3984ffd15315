import type { SendResult } from '../../engine/outbox/channel.ts';

/**
 * Hands JSON to an address and says whether it was taken. A redirect is not followed, since a message, and the
 * signature that vouches for it, go only where the station said; what comes back is not read at all.
 */
export async function post(
  url: URL,
  body: string,
  headers: Readonly<Record<string, string>>,
  timeoutMs: number,
): Promise<SendResult> {
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

function answerOf(status: number): SendResult {
  if (status >= 200 && status < 300) return 'sent';
  const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  return permanent ? 'permanent' : 'transient';
}
