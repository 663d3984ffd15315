import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { parentPort, workerData } from 'node:worker_threads';
import { listen } from '../../infra/local/free-port.ts';
import type { RecordedCall } from './recorded-call.ts';

// An endpoint between the local run and its engine that passes every call on and keeps it. In a thread of its own, so
// that the load generator takes no time of it. Sends its port, and the calls since the last time on any message.

const { endpoint, isMetered } = workerData as RecorderStart;

export interface RecorderStart {
  readonly endpoint: string;
  /** Asks the engine to count the units of each call. */
  readonly isMetered: boolean;
}

const { hostname, port } = new URL(endpoint);
const agent = new Agent({ keepAlive: true });
let calls: RecordedCall[] = [];

const METERED = /^DynamoDB_20120810\.(\w*(Item|Items)|Query|Scan)$/;

const metered = (target: string, body: Buffer): Buffer =>
  isMetered && METERED.test(target)
    ? Buffer.from(JSON.stringify({ ...JSON.parse(body.toString('utf8')), ReturnConsumedCapacity: 'INDEXES' }))
    : body;

async function pass(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
  const target = String(incoming.headers['x-amz-target']);
  const body = metered(target, await buffer(incoming));
  const startedAt = performance.now();
  const { promise, resolve, reject } = Promise.withResolvers<IncomingMessage>();
  const headers = { ...incoming.headers, 'content-length': body.length };
  request({ agent, hostname, port, path: '/', method: 'POST', headers })
    .on('response', resolve)
    .on('error', reject)
    .end(body);
  const answered = await promise;
  const answer = await buffer(answered);
  const status = answered.statusCode ?? 0;
  calls.push({
    target,
    body: body.toString('utf8'),
    startedAt,
    endedAt: performance.now(),
    status,
    answer: answer.toString('utf8'),
  });
  const { 'transfer-encoding': _, connection: __, ...kept } = answered.headers;
  response.writeHead(status, { ...kept, 'content-length': answer.length }).end(answer);
}

const server = createServer((incoming, response) => {
  pass(incoming, response).catch(() => response.destroy());
});
server.keepAliveTimeout = 0;
parentPort?.postMessage(await listen(server, 0));
parentPort?.on('message', () => {
  parentPort?.postMessage(calls);
  calls = [];
});
