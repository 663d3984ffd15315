import { Agent, createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { parentPort, workerData } from 'node:worker_threads';
import { authorization, createAwsJson } from '../engine/aws-json.ts';
import { listen } from '../free-port.ts';
import { TIMEOUT_FACTOR } from '../timeout-factor.ts';
import { createTableWeather, type TableWeather } from '../weather/table-weather.ts';
import { wholeBody } from '../whole-body.ts';
import type { Caller } from './callers.ts';
import { dynamoActions, type TableKeys } from './dynamo-actions.ts';
import { type Admitted, createGate, type Refused, signedRequest } from './gate.ts';
import { operationOf } from './table-operation.ts';
import { countWrite, type WriteCount } from './write-count.ts';

// Runs in a thread of its own, so that it takes no time of the gateway. When it ends, no function reaches the table.

export interface TableProxyStart {
  /** Of the DynamoDB. */
  readonly endpoint: string;
  readonly table: TableKeys;
  readonly callers: readonly Caller[];
  /** Whether each call that is let through is reported. */
  readonly isRecorded: boolean;
  readonly weather: TableWeather | undefined;
  /** Counts each write before its answer leaves. */
  readonly writeCount: WriteCount;
}

/** The first message has the port; each further one says what was refused, or admitted if that is recorded. */
export type TableProxyMessage =
  | { readonly port: number }
  | { readonly refused: string }
  | { readonly admitted: Admitted };

const { endpoint, table, callers, isRecorded, weather: asked, writeCount } = workerData as TableProxyStart;
const gate = createGate(
  callers,
  (refused) => parentPort?.postMessage({ refused }),
  isRecorded ? (admitted) => parentPort?.postMessage({ admitted }) : undefined,
);
const agent = new Agent({ keepAlive: true });
const weather = asked && createTableWeather(asked, table, createAwsJson(endpoint, TIMEOUT_FACTOR));

async function answer(message: IncomingMessage, response: ServerResponse): Promise<void> {
  const body = await wholeBody(message);
  const operation = operationOf(message.headers);
  const parsed = () => JSON.parse(body.toString('utf8'));
  const actionsOf = () => (operation === undefined ? [] : dynamoActions(table, operation, parsed()));
  const refused = gate.refusalOf(signedRequest(message, body), actionsOf);
  if (refused !== undefined) return refuse(response, bodyOf(refused));
  const count = () => countWrite(writeCount, operation ?? '');
  if (weather === undefined || operation === undefined)
    return forward(endpoint, message, body, response, count);
  const fate = await weather.fateOf(operation, parsed());
  if ('refusal' in fate) return refuse(response, fate.refusal);
  forward(fate.endpoint ?? endpoint, message, body, response, () => {
    fate.answered?.();
    count();
  });
}

/** @param answered called when the table has carried the request out, or may have */
function forward(
  to: string,
  { headers }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
  answered: () => void,
): void {
  const { hostname, port, pathname } = new URL(to);
  const onward = request(
    {
      agent,
      hostname,
      port,
      path: pathname,
      method: 'POST',
      headers: {
        'content-type': headers['content-type'] ?? 'application/x-amz-json-1.0',
        'content-length': body.length,
        'x-amz-target': headers['x-amz-target'],
        'x-amz-date': headers['x-amz-date'],
        authorization,
      },
    },
    (answer) => {
      answered();
      const { statusCode = 500, headers } = answer;
      // As a whole, in one write. An answer that breaks off must break off here too: the client would wait for the rest
      // until its function ends.
      wholeBody(answer).then(
        (whole) => response.writeHead(statusCode, headers).end(whole),
        () => response.destroy(),
      );
    },
  );
  onward.on('error', () => {
    answered();
    response.destroy();
  });
  response.on('close', () => void (response.writableFinished || onward.destroy()));
  onward.end(body);
}

const bodyOf = (refused: Refused): object => ({
  __type: `com.amazon.coral.service#${refused.code}`,
  message: 'message' in refused ? refused.message : 'The security token included in the request is invalid.',
});

function refuse(response: ServerResponse, body: object): void {
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' }).end(JSON.stringify(body));
}

const server = createServer((message, response) => {
  answer(message, response).catch(() => response.destroy());
});
// A client of the SDK keeps its connections open between invocations, which may be minutes apart.
server.keepAliveTimeout = 0;
parentPort?.postMessage({ port: await listen(server, 0) });
