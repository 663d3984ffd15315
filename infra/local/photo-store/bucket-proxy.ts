import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import { listenAgain } from '../free-port.ts';
import { ownReply, type Reply } from '../gateway/proxy-response.ts';

/** The endpoint of the buckets for browsers and functions. Its address is known before its buckets are. */
export interface BucketProxy {
  readonly origin: string;
  readonly port: number;
  /** Starts answering requests; until then every request gets a 503. */
  open(serve: ServeBucket): void;
  close(): Promise<void>;
}

export type ServeBucket = (message: IncomingMessage, url: URL) => Promise<Reply>;

/** A website can point its own name at this machine (DNS rebinding), but cannot make a browser send a loopback name. */
const loopback = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

/**
 * Answers with the date of the virtual clock, by which an SDK client corrects its own: with the real date, it would sign
 * with a wrong time once the clock was moved.
 * @param lastPort the port of an earlier start
 */
export const startBucketProxy = async (
  clock: Pick<VirtualClock, 'now'>,
  lastPort?: number,
): Promise<BucketProxy> => {
  let serve: ServeBucket = async () => ownReply(503, 'Slow Down');
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(`http://127.0.0.1${message.url}`);
    const isLoopback = loopback.test(message.headers.host ?? '') && url !== null;
    const reply = await (isLoopback ? serve(message, url) : ownReply(403, 'Forbidden'));
    message.resume();
    const headers = { ...reply.headers, date: new Date(clock.now()).toUTCString() };
    response.writeHead(reply.status, headers as Record<string, string>).end(reply.body);
  };
  const server = createServer((message, response) => {
    answer(message, response).catch(() => void response.destroy());
  });
  const port = await listenAgain(server, lastPort);
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    open: (given) => {
      serve = given;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
