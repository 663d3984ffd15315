import type { Judged } from './channel-adapter.ts';

/** One request to a channel's receiver. */
export interface ChannelRequest {
  readonly url: URL;
  readonly body: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** The receiver's response: its status and the beginning of its body, in which some receivers report errors. */
export interface ChannelResponse {
  readonly status: number;
  readonly body: string;
  /** How long the receiver asks to wait, by its header Retry-After. */
  readonly retryAfterMs?: number;
}

/** What makes the connections of a request. */
export type Dispatcher = NonNullable<RequestInit['dispatcher']>;

/** What no response means: there was no connection, none in time, or no valid HTTP. */
export const noResponse: Judged = { result: 'transient', code: 'no-response' };

/**
 * Judges by status alone: a 4xx other than 408 and 429 is permanent, 410 says that the address takes nothing any more,
 * and every other failure is worth a retry.
 */
export function judgeByStatus({ status, retryAfterMs }: ChannelResponse): Judged {
  if (status >= 200 && status < 300) return { result: 'sent' };
  const code = `http-${status}`;
  if (status === 410) return { result: 'broken', code };
  const permanent = status >= 400 && status < 500 && status !== 408 && status !== 429;
  if (permanent) return { result: 'permanent', code };
  return { result: 'transient', code, ...(retryAfterMs !== undefined && { retryAfterMs }) };
}

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
  dispatcher?: Dispatcher,
): Promise<ChannelResponse | undefined> {
  try {
    const response = await fetch(url, {
      ...(dispatcher !== undefined && { dispatcher }),
      method: 'POST',
      headers: { 'content-type': 'application/json; charset=utf-8', ...headers },
      body,
      redirect: 'manual',
      signal: AbortSignal.timeout(timeoutMs),
    });
    const retryAfterMs = waitIn(response.headers.get('retry-after'));
    return {
      status: response.status,
      body: await start(response),
      ...(retryAfterMs !== undefined && { retryAfterMs }),
    };
  } catch {
    return undefined;
  }
}

/** A number of seconds; the other form, a date, compares two machines' clocks and is left alone. */
export function waitIn(header: string | null): number | undefined {
  return header !== null && /^\d{1,6}$/.test(header) ? Number(header) * 1000 : undefined;
}

/**
 * The first characters of a body. A body that breaks off or is too slow ends where it stopped: the receiver has answered
 * with its status by then, and must not get the same message again because of the rest.
 */
export async function start({ body }: Response): Promise<string> {
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
