import { setTimeout as pause } from 'node:timers/promises';
import { issuerNextTo, requestToken } from '../../infra/local/issuer/request-token.ts';

/** What somebody heard in the end: an answer of the station, whatever it says. */
export interface Heard {
  readonly status: number;
  // biome-ignore lint/suspicious/noExplicitAny: what is expected of it is said where it is used
  readonly body: any;
}

export interface Said {
  readonly method?: 'GET' | 'POST';
  readonly path: string;
  readonly body?: object;
  readonly bearer?: string;
  /** How long an answer may take; as long as a phone waits, when absent. */
  readonly patienceMs?: number;
}

/** Speaks to the station as a phone does: the same again, word for word, until somebody has answered. */
export interface Voice {
  /** @throws Error when nobody has answered for very long */
  say(said: Said): Promise<Heard>;
  /** Once, and no answer is an answer. */
  once(said: Said): Promise<Heard | undefined>;
  /** A new token of the first person with a role. */
  bearer(role: string): Promise<string>;
  readonly asked: () => number;
  /** How often the station said 503, which a phone shows as "please try again". */
  readonly putOff: () => number;
  /** Answers that say that we have a defect. There must be none, whatever breaks. */
  readonly defects: readonly string[];
}

const PATIENCE_MS = 60_000;
const PAUSE_MS = 150;
const TRIES_MAX = 4000;

/** `onAsked` is called with each request that goes out. */
export function voice(origin: string, onAsked: () => void): Voice {
  const defects: string[] = [];
  let asked = 0;
  let putOff = 0;

  const once = async (said: Said): Promise<Heard | undefined> => {
    const { method = 'GET', path, body, bearer, patienceMs = PATIENCE_MS } = said;
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
        signal: AbortSignal.timeout(patienceMs),
      });
      const text = await response.text();
      const isJson = (response.headers.get('content-type') ?? '').includes('json');
      const heard = { status: response.status, body: isJson ? JSON.parse(text) : text };
      if (heard.status === 503) putOff += 1;
      // The gateway says 500 without a word of ours when a function died in its hands.
      if (heard.body?.code === 'defect') defects.push(`${method} ${path.split('/').slice(0, 3).join('/')}`);
      return heard;
    } catch {
      return undefined;
    }
  };

  return {
    once,
    defects,
    asked: () => asked,
    putOff: () => putOff,
    async say(said) {
      for (let tries = 0; tries < TRIES_MAX; tries += 1) {
        const heard = await once(said);
        if (heard !== undefined && heard.status < 500) return heard;
        await pause(PAUSE_MS);
      }
      throw new Error(`nobody answers ${said.method ?? 'GET'} at ${origin}`);
    },
    bearer: (role) => requestToken(issuerNextTo(origin), { role }),
  };
}
