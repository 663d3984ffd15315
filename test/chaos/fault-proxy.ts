import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../../infra/local/free-port.ts';
import type { Dice } from '../sim/world/dice.ts';

/**
 * What can become of a request on its way: it comes late, never arrives, is refused on the way for now or for good, or
 * it arrives and is done and its answer gets lost, is cut in two, or does not come while somebody waits.
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

/** How often each of them strikes, from 0 to 1; what is absent never does. */
export type Weather = { readonly [M in Mishap]?: number };

/** What a proxy answers in the other side's name. */
export interface Refusals {
  /** It is too busy now. */
  readonly refused: (dice: Dice) => Refusal;
  /** It will never take this; absent where it never says so. */
  readonly 'turned-away'?: (dice: Dice) => Refusal;
}

export interface Refusal {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Stands before a server and spoils what goes through it. */
export interface FaultProxy {
  readonly origin: string;
  /** Where requests go from now on: the server came back elsewhere. */
  leadTo(origin: string): void;
  /** From now on; whoever still waits for an answer under the old weather is cut off. */
  weather(next: Weather): void;
  readonly struck: ReadonlyMap<Mishap, number>;
  close(): void;
}

const LATE_MS_MAX = 400;

/** Starts one in fair weather. */
export async function faultProxy(dice: Dice, refusals: Refusals): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const struck = new Map<Mishap, number>();
  const withheld = new Set<ServerResponse>();
  let target = '';
  let now: Weather = {};

  const draw = (): Mishap | undefined => {
    const mishap = mishaps.find((one) => dice.happens(now[one] ?? 0));
    if (mishap !== undefined) struck.set(mishap, (struck.get(mishap) ?? 0) + 1);
    return mishap;
  };

  const pass = async (asked: IncomingMessage, answer: ServerResponse): Promise<void> => {
    const mishap = draw();
    const body = await buffer(asked);
    if (mishap === 'lost') return hangUp(answer);
    const refuse = mishap === 'refused' || mishap === 'turned-away' ? refusals[mishap] : undefined;
    if (refuse !== undefined) {
      const { status, headers, body: words } = refuse(dice);
      answer.writeHead(status, headers).end(words);
      return;
    }
    if (mishap === 'late') await pause(dice.below(LATE_MS_MAX));
    const heard = await forward(agent, target, asked, body);
    if (mishap === 'answer-lost') return hangUp(answer);
    if (mishap === 'answer-withheld') {
      withheld.add(answer);
      return;
    }
    // The length of the whole is promised before half of it is sent, so the reader can tell.
    answer.writeHead(heard.status, { ...heard.headers, 'content-length': heard.body.length });
    if (mishap !== 'answer-cut') {
      answer.end(heard.body);
      return;
    }
    answer.write(heard.body.subarray(0, heard.body.length / 2), () => hangUp(answer));
  };

  const server = createServer((asked, answer) => {
    pass(asked, answer).catch(() => hangUp(answer));
  });
  const port = await listen(server, 0);

  return {
    origin: `http://127.0.0.1:${port}`,
    struck,
    leadTo(origin) {
      target = origin;
    },
    weather(next) {
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

interface Heard {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

async function forward(agent: Agent, target: string, asked: IncomingMessage, body: Buffer): Promise<Heard> {
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const { method, headers, url } = asked;
  request(new URL(url ?? '/', target), { agent, method, headers })
    .on('response', resolve)
    .on('error', reject)
    .end(body);
  const answer = await promise;
  // It was read whole here, so how it was sent in pieces is over.
  const { 'transfer-encoding': _, connection: __, ...kept } = answer.headers;
  return { status: answer.statusCode ?? 502, headers: kept, body: await buffer(answer) };
}
