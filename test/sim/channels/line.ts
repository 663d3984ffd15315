import type { Answer } from './answers.ts';

/** A request as a receiver gets it. */
export interface Request {
  readonly url: URL;
  readonly body: string;
}

export type Line = (request: Request) => Promise<Answer>;

/**
 * Has an adapter send over a simulated line. The adapters call the global `fetch`, once and before they wait for
 * anything, so it is replaced for that moment alone.
 */
export function overLine<Value>(line: Line, send: () => Promise<Value>): Promise<Value> {
  const real = globalThis.fetch;
  globalThis.fetch = async (input, init) =>
    responseOf(await line({ url: new URL(input as URL), body: String(init?.body ?? '') }));
  try {
    return send();
  } finally {
    globalThis.fetch = real;
  }
}

/** As much of a response as the adapters read; a real one would take turns of the event loop. */
function responseOf({ status, body, retryAfter }: Answer): Response {
  const headers = { get: (name: string) => (name === 'retry-after' ? (retryAfter ?? null) : null) };
  return { status, headers, body: streamOf(body) } as unknown as Response;
}

const encoder = new TextEncoder();

function streamOf(text: string) {
  let left: Uint8Array | undefined = encoder.encode(text);
  return {
    getReader: () => ({
      async read() {
        const value = left;
        left = undefined;
        return value === undefined ? { done: true } : { done: false, value };
      },
      cancel: async () => undefined,
    }),
  };
}
