import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { listen } from '../free-port.ts';
import { ownReply, type Reply } from './proxy-response.ts';

/** A request that has come in, before anything is known about it. */
export interface Request {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly requestId: string;
}

/** Answers a request. What it throws becomes a 500 that says nothing. */
export type Serve = (request: Request) => Promise<Reply>;

/** The one door of the run. */
export interface Gateway {
  readonly origin: string;
  readonly port: number;
  /** From now on requests are answered; until then all get a 503. */
  open(serve: Serve): void;
  /** Takes no more requests and lets those under way finish, within limits. */
  close(): Promise<void>;
}

/** A request that takes longer than this to finish hangs, and is cut off. */
const closeMillisecondsMax = 30_000;

/**
 * A connection that rests is kept for longer than callers let one rest: whoever uses it in the moment in which we close
 * it hears of an error, and not every caller may simply try again.
 */
const keepAliveMilliseconds = 65_000;

/**
 * Takes the port at once, so that everything else can be told the address, and opens later.
 * @throws Error of the system when the port is taken
 */
export const startGateway = async (wantedPort: number): Promise<Gateway> => {
  let serve: Serve = async () => ownReply(503, 'Service Unavailable', { 'retry-after': '1' });
  const underWay = new Set<Promise<void>>();
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (message, response) => {
    const answered = answer(message, response, (request) => serve(request))
      // A header that cannot be sent, for one; the caller is gone or will notice.
      .catch(() => void response.destroy())
      .finally(() => underWay.delete(answered));
    underWay.add(answered);
  });
  const port = await listen(server, wantedPort);

  return {
    port,
    origin: `http://127.0.0.1:${port}`,
    open: (given) => {
      serve = given;
    },
    close: async () => {
      server.close();
      server.closeIdleConnections();
      const finished = Promise.allSettled(underWay);
      await Promise.race([finished, pause(closeMillisecondsMax, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
};

const answer = async (message: IncomingMessage, response: ServerResponse, serve: Serve): Promise<void> => {
  const requestId = randomUUID();
  const reply = await replyTo(message, requestId, serve);
  // What nobody has read would otherwise be taken for the next request on this connection.
  message.resume();
  response.writeHead(reply.status, { ...reply.headers, 'apigw-requestid': requestId } as Record<
    string,
    string
  >);
  response.end(reply.body);
};

const replyTo = async (message: IncomingMessage, requestId: string, serve: Serve): Promise<Reply> => {
  // A page of another site can make its own name lead to this machine, but it cannot make a browser send ours.
  if (!loopback.test(message.headers.host ?? '')) return ownReply(403, 'Forbidden');
  const url = URL.parse(`http://127.0.0.1${message.url}`);
  if (url === null) return ownReply(400, 'Bad Request');
  try {
    return await serve({ message, url, requestId });
  } catch {
    return ownReply(500, 'Internal Server Error');
  }
};

const loopback = /^(localhost|127\.0\.0\.1|\[::1\])(:\d+)?$/i;
