import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../../infra/local/free-port.ts';
import type { Dice } from '../sim/world/dice.ts';

/**
 * Faults of a request: it is delayed, lost, refused temporarily (`refused`) or permanently (`turned-away`), or it takes
 * effect and its answer is lost, cut off or withheld.
 */
export const mishaps = [
  'late',
  'lost',
  'refused',
  'turned-away',
  'answer-lost',
  'answer-cut',
  'answer-withheld',
] as const;
export type Mishap = (typeof mishaps)[number];

/** Rate of each fault, from 0 to 1; absent means 0. */
export type FaultRates = { readonly [M in Mishap]?: number };

/** Error responses that the proxy sends in the server's name. */
export interface Refusals {
  /** A temporary error. */
  readonly refused: (dice: Dice) => Refusal;
  /** A permanent rejection; absent for servers without one. */
  readonly 'turned-away'?: (dice: Dice) => Refusal;
}

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** A proxy that injects faults into the requests to a server. */
export interface FaultProxy {
  readonly origin: string;
  /** Changes the server, after it restarted on another port. */
  setTarget(origin: string): void;
  /** Changes the fault rates and closes connections whose answers were withheld. */
  setFaults(next: FaultRates): void;
  readonly struck: ReadonlyMap<Mishap, number>;
  close(): void;
}

const LATE_MS_MAX = 400;

/** Starts a proxy without faults. */
export async function faultProxy(dice: Dice, refusals: Refusals): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const struck = new Map<Mishap, number>();
  const withheld = new Set<ServerResponse>();
  let target = '';
  let now: FaultRates = {};

  const draw = (): Mishap | undefined => {
    const mishap = mishaps.find((one) => dice.happens(now[one] ?? 0));
    if (mishap !== undefined) struck.set(mishap, (struck.get(mishap) ?? 0) + 1);
    return mishap;
  };

  const pass = async (incoming: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const mishap = draw();
    const body = await buffer(incoming);
    if (mishap === 'lost') return hangUp(answer);
    const refuse = mishap === 'refused' || mishap === 'turned-away' ? refusals[mishap] : undefined;
    if (refuse !== undefined) {
      const { status, headers, body: text } = refuse(dice);
      answer.writeHead(status, headers).end(text);
      return;
    }
    if (mishap === 'late') await pause(dice.below(LATE_MS_MAX));
    const response = await forward(agent, target, incoming, body);
    if (mishap === 'answer-lost') return hangUp(answer);
    if (mishap === 'answer-withheld') {
      withheld.add(answer);
      return;
    }
    // The full content length makes the client notice that half of the body is missing.
    answer.writeHead(response.status, { ...response.headers, 'content-length': response.body.length });
    if (mishap !== 'answer-cut') {
      answer.end(response.body);
      return;
    }
    answer.write(response.body.subarray(0, response.body.length / 2), () => hangUp(answer));
  };

  const server = createServer((incoming, answer) => {
    pass(incoming, answer).catch(() => hangUp(answer));
  });
  const port = await listen(server, 0);

  return {
    origin: `http://127.0.0.1:${port}`,
    struck,
    setTarget(origin) {
      target = origin;
    },
    setFaults(next) {
      now = next;
      for (const answer of withheld) hangUp(answer);
      withheld.clear();
    },
    close() {
      server.close();
      server.closeAllConnections();
      agent.destroy();
    },
  };
}

const hangUp = (answer: ServerResponse): void => {
  answer.socket?.destroy();
};

interface ForwardedResponse {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function forward(
  agent: Agent,
  target: string,
  incoming: IncomingMessage,
  body: Buffer,
): Promise<ForwardedResponse> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { method, headers, url } = incoming;
  request(new URL(url ?? '/', target), { agent, method, headers })
    .on('response', resolve)
    .on('error', reject)
    .end(body);
  const answer = await promise;
  // The body was read completely, so the transfer headers no longer apply.
  const { 'transfer-encoding': _, connection: __, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: kept, body: await buffer(answer) };
}
