import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listen } from '../free-port.ts';
import { ownReply, type Reply } from '../gateway/proxy-response.ts';

/** Where browsers and functions reach the buckets; it knows its address before it knows its buckets. */
export interface BucketProxy {
  readonly origin: string;
  /** From now on requests are answered; until then all get a 503. */
  open(serve: ServeBucket): void;
  close(): Promise<void>;
}

export type ServeBucket = (message: IncomingMessage, url: URL) => Promise<Reply>;

/** A page of another site can make its own name lead here, but it cannot make a browser send ours. */
const loopback = /^(localhost|127\.0\.0\.1)(:\d+)?$/i;

export const startBucketProxy = async (): Promise<BucketProxy> => {
  let serve: ServeBucket = async () => ownReply(503, 'Slow Down');
  const answer = async (message: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = URL.parse(`http://127.0.0.1${message.url}`);
    const isOurs = loopback.test(message.headers.host ?? '') && url !== null;
    const reply = await (isOurs ? serve(message, url) : ownReply(403, 'Forbidden'));
    message.resume();
    response.writeHead(reply.status, { ...reply.headers } as Record<string, string>).end(reply.body);
  };
  const server = createServer((message, response) => {
    answer(message, response).catch(() => void response.destroy());
  });
  const port = await listen(server, 0);
  return {
    origin: `http://127.0.0.1:${port}`,
    open: (given) => {
      serve = given;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};
