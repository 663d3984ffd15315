import { setTimeout as pause } from 'node:timers/promises';
import { issuerNextTo, requestToken } from '../../infra/local/issuer/request-token.ts';

/** A response with its parsed body. */
export interface ApiResponse {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: each use checks what it expects
  readonly body: any;
}

export interface ApiRequest {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
  /** Timeout; that of a telephone when absent. */
  readonly timeoutMs?: number;
}

/** An HTTP client that repeats the same request until it gets an answer, as the pages do. */
export interface ApiClient {
  /** @throws Error after `TRIES_MAX` tries without an answer below 500 */
  send(request: ApiRequest): Promise<ApiResponse>;
  /** Sends once; `undefined` when no answer came. */
  once(request: ApiRequest): Promise<ApiResponse | undefined>;
  /** A new token of the first person with a role. */
  bearer(role: string): Promise<string>;
  readonly asked: () => number;
  /** Number of 503 answers, which pages show as "please try again". */
  readonly putOff: () => number;
  /** Requests answered with the code `defect`. No fault may cause one. */
  readonly defects: readonly string[];
}

const TIMEOUT_MS = 60_000;
const PAUSE_MS = 150;
const TRIES_MAX = 4000;

/** `onAsked` is called with each request that goes out. */
export function apiClient(origin: string, onAsked: () => void): ApiClient {
  const defects: string[] = [];
  let asked = 0;
  let putOff = 0;

  const once = async (request: ApiRequest): Promise<ApiResponse | undefined> => {
    const { method = 'GET', path, body, bearer, timeoutMs = TIMEOUT_MS } = request;
    asked += 1;
    onAsked();
    try {
      const response = await fetch(`${origin}${path}`, {
        method,
        headers: {
          ...(body && { 'content-type': 'application/json' }),
          ...(bearer !== undefined && { authorization: `Bearer ${bearer}` }),
        },
        ...(body && { body: JSON.stringify(body) }),
        signal: AbortSignal.timeout(timeoutMs),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const answer = { status: response.status, body: isJson ? JSON.parse(text) : text };
      if (answer.status === 503) putOff += 1;
      // A 500 of the gateway itself, after a function died, has no such code.
      if (answer.body?.code === 'defect') defects.push(`${method} ${path.split('/').slice(0, 3).join('/')}`);
      return answer;
    } catch {
      return undefined;
    }
  };

  return {
    once,
    defects,
    asked: () => asked,
    putOff: () => putOff,
    async send(request) {
      for (let tries = 0; tries < TRIES_MAX; tries += 1) {
        const answer = await once(request);
        if (answer !== undefined && answer.status < 500) return answer;
        await pause(PAUSE_MS);
      }
      throw new Error(`no answer to ${request.method ?? 'GET'} at ${origin}`);
    },
    bearer: (role) => requestToken(issuerNextTo(origin), { role }),
  };
}
