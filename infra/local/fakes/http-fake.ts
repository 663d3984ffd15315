import { createServer, type IncomingHttpHeaders, type IncomingMessage, type ServerResponse } from 'node:http';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { listen } from '../free-port.ts';
import { ACCEPTED_MAX, type Accepted, type Fake, type FakeListeners } from './fake.ts';
import { httpFaults } from './http-faults.ts';

export interface FakeRequest {
  readonly method: string;
  readonly url: URL;
  readonly headers: IncomingHttpHeaders;
  readonly body: string;
  readonly at: Instant;
}

export interface FakeAnswer {
  readonly status: number;
  readonly body: string;
}

/** The answer, and what was taken if the request was. */
export type Verdict = { readonly answer: FakeAnswer; readonly accepted?: Omit<Accepted, 'at'> };

/** One provider: what it does with a request, and the answers that it can be told to give instead. */
export interface Provider {
  /** The path and query of an address that it gave out. */
  readonly address: string;
  readonly judge: (request: FakeRequest) => Verdict;
  readonly refusals: Readonly<Record<string, FakeAnswer>>;
}

export interface FakeOptions extends FakeListeners {
  readonly now: () => Instant;
  /** 0 for any free port. */
  readonly port?: number;
}

/** Longer than any provider takes. */
const REQUEST_LENGTH_MAX = 256 * 1024;

/** An answer begins with its code, and quotes nothing of a message. */
const REFUSAL_LENGTH_MAX = 200;

/** A provider's HTTP server, on this machine only. */
export async function httpFake(
  provider: Provider,
  { now, port = 0, keep = ACCEPTED_MAX, onAccepted, onRefused }: FakeOptions,
): Promise<Fake> {
  const accepted: Accepted[] = [];
  let fault: string | undefined;

  async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = await read(message);
    if (body === undefined) return void response.writeHead(413, { connection: 'close' }).end();
    if (fault !== undefined && Object.hasOwn(httpFaults, fault)) {
      httpFaults[fault as keyof typeof httpFaults](message, response);
      return;
    }
    const { method = '', headers, url = '' } = message;
    const refusal = fault === undefined ? undefined : provider.refusals[fault];
    const request = { method, headers, body, at: now(), url: new URL(url, 'http://127.0.0.1') };
    const verdict = refusal === undefined ? provider.judge(request) : { answer: refusal };
    if (verdict.accepted !== undefined) {
      const taken = { at: request.at, ...verdict.accepted };
      onAccepted?.(taken);
      accepted.push(taken);
      accepted.splice(0, accepted.length - keep);
    } else onRefused?.(`${verdict.answer.status} ${verdict.answer.body}`.slice(0, REFUSAL_LENGTH_MAX));
    response
      .writeHead(verdict.answer.status, { 'content-type': 'application/json' })
      .end(verdict.answer.body);
  }

  const server = createServer((message, response) => {
    answer(message, response).catch(() => response.destroy());
  });
  const origin = `http://127.0.0.1:${await listen(server, port)}`;
  return {
    url: new URL(provider.address, origin),
    accepted,
    fail(given) {
      const known = [httpFaults, provider.refusals].some((faults) => Object.hasOwn(faults, given ?? ''));
      if (given !== undefined && !known) throw new RangeError(`this fake does not know the fault ${given}`);
      fault = given;
    },
    async close() {
      const closed = new Promise((resolve) => server.close(resolve));
      server.closeAllConnections();
      await closed;
    },
  };
}

/** A request's body; `undefined` if it is too long, which is found before it is kept. */
async function read(message: IncomingMessage): Promise<string | undefined> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of message) {
    length += chunk.length;
    if (length > REQUEST_LENGTH_MAX) return undefined;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** Reads JSON; `undefined` for anything else. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/** An answer in JSON, with status 200 as robots give it whatever they say. */
export const ok = (body: object): FakeAnswer => ({ status: 200, body: JSON.stringify(body) });
