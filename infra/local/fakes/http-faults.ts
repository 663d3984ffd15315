import type { IncomingMessage, ServerResponse } from 'node:http';

/** What can go wrong between a sender and any provider that speaks HTTP. */
type HttpFault = (request: IncomingMessage, response: ServerResponse) => void;

/** Far more than any sender should read. */
const HUGE_BYTES = 8_000_000;
const DRIP_MS = 20;

const json = { 'content-type': 'application/json' };

export const httpFaults = {
  'server-error': (_, response) => response.writeHead(500).end('Internal Server Error'),
  // What some balancers say in place of a robot that is down.
  'not-json': (_, response) =>
    response.writeHead(200, { 'content-type': 'text/html' }).end('<html>Bad</html>'),
  'too-many-requests': (_, response) => response.writeHead(429, { 'retry-after': '7' }).end(),
  unavailable: (_, response) => response.writeHead(503, { 'retry-after': '120' }).end(),
  malformed: (_, response) => response.writeHead(200, json).end('{"errcode":0,"code":0,'),
  // A success by the look of its beginning.
  huge: (_, response) =>
    response.writeHead(200, json).end(`{"a":"${'x'.repeat(HUGE_BYTES)}","errcode":0,"code":0}`),
  redirect: (request, response) => response.writeHead(307, { location: `/elsewhere${request.url}` }).end(),
  silent: () => {},
  closed: (request) => void request.socket.destroy(),
  /** Promises more than it sends. */
  truncated(request, response) {
    response.writeHead(200, { ...json, 'content-length': '100' });
    response.write('{"errcode":0', () => request.socket.destroy());
  },
  /** Answers without end, a character at a time. */
  slow(_, response) {
    response.writeHead(200, json);
    const drip = setInterval(() => response.write(' '), DRIP_MS);
    response.once('close', () => clearInterval(drip));
  },
} as const satisfies Readonly<Record<string, HttpFault>>;
