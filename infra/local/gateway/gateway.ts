import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { setTimeout as pause } from 'node:timers/promises';
import { defined } from '../../../shared/engine/defined.ts';
import { listen } from '../free-port.ts';
import { ownReply, type Reply } from './proxy-response.ts';

/** A received request, before routing. */
export interface Request {
  readonly message: IncomingMessage;
  readonly url: URL;
  readonly requestId: string;
}

/** Answers a request. An error becomes a 500 without details. */
export type Serve = (request: Request) => Promise<Reply>;

/** The HTTP server of the run. */
export interface Gateway {
  readonly origin: string;
  readonly port: number;
  /** Starts answering requests; until then every request gets a 503. */
  open(serve: Serve): void;
  /** Stops accepting requests and waits a limited time for those in progress. */
  close(): Promise<void>;
}

/** A request that takes longer than this to finish hangs, and is cut off. */
const closeMillisecondsMax = 30_000;

/**
 * Longer than the idle timeout of callers: a caller that reuses a connection while the server closes it gets an error,
 * and not every caller can safely retry.
 */
const keepAliveMilliseconds = 65_000;

/**
 * Listens at once, so that the other parts know the address, and answers requests after `open`.
 * @throws the system's error when the port is taken
 */
export const startGateway = async (wantedPort: number): Promise<Gateway> => {
  let serve: Serve = async () => ownReply(503, 'Service Unavailable', { 'retry-after': '1' });
  const inProgress = new Set<Promise<void>>();
  const server = createServer({ keepAliveTimeout: keepAliveMilliseconds }, (message, response) => {
    const answered = answer(message, response, (request) => serve(request))
      // For example a header that cannot be sent; the caller sees the closed connection.
      .catch(() => void response.destroy())
      .finally(() => inProgress.delete(answered));
    inProgress.add(answered);
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
      const finished = Promise.allSettled(inProgress);
      await Promise.race([finished, pause(closeMillisecondsMax, undefined, { ref: false })]);
      server.closeAllConnections();
    },
  };
};

const answer = async (message: IncomingMessage, response: ServerResponse, serve: Serve): Promise<void> => {
  const requestId = randomUUID();
  const reply = await replyTo(message, requestId, serve);
  // Discards an unread body, or it would be parsed as the next request on this connection.
  message.resume();
  const length = [204, 304].includes(reply.status) ? undefined : String(Buffer.byteLength(reply.body));
  const headers = {
    ...defined({ 'content-length': length }),
    ...reply.headers,
    'apigw-requestid': requestId,
  };
  response.writeHead(reply.status, headers as Record<string, string>);
  // Node sends no body in answer to HEAD.
  response.end(reply.body);
};

const replyTo = async (message: IncomingMessage, requestId: string, serve: Serve): Promise<Reply> => {
  // Checks the Host header: a website can point its own name at this machine (DNS rebinding), but cannot make a browser
  // send a loopback name.
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
