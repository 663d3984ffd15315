import type { ClientRequest, IncomingMessage, RequestOptions } from 'node:http';
import { authorization } from '../engine/aws-json.ts';
import { dynamoActions, type TableKeys } from './dynamo-actions.ts';
import { mayDo, prepared, type StatementData } from './statement.ts';
import { operationOf } from './table-operation.ts';
import { countWrite, type WriteCount } from './write-count.ts';

/** What an instance needs to know of the table to call it by itself. */
export interface DirectTable {
  /** The proxy, whose address is in the environment of the function. */
  readonly proxyEndpoint: string;
  readonly endpoint: string;
  readonly table: TableKeys;
  /** What the function's role allows. */
  readonly statements: readonly StatementData[];
  /** Counts each write before the function has its answer. */
  readonly writeCount: WriteCount;
}

type Answered = (answer: IncomingMessage) => void;
type Request = (options: RequestOptions, answered: Answered) => ClientRequest;

/**
 * Replaces `request` of Node's HTTP for a thread that runs one function. What the function's role allows goes to the table
 * at once instead of through the proxy, which would take as long for each call as the function itself. Everything else
 * goes where it is addressed: the proxy decides anew about what this would refuse, so it alone words and records refusals.
 */
export function callDirectly(
  http: { request: Request },
  { proxyEndpoint, endpoint, table, statements, writeCount }: DirectTable,
): void {
  const { request } = http;
  const [proxy, engine] = [new URL(proxyEndpoint), new URL(endpoint)];
  const rules = statements.map(prepared);
  const isAllowed = (operation: string, body: string): boolean => {
    const attempted = dynamoActions(table, operation, JSON.parse(body));
    return attempted.length > 0 && attempted.every((one) => mayDo(rules, one));
  };

  http.request = (options, answered) => {
    const operation = operationOf(options.headers);
    const isForTable = options.host === proxy.hostname && Number(options.port) === Number(proxy.port);
    if (!isForTable || operation === undefined) return request(options, answered);
    const counted: Answered = (answer) => {
      countWrite(writeCount, operation);
      answered(answer);
    };
    const { hostname: host, port, pathname: path } = engine;
    const headers = { ...options.headers, host: engine.host, authorization };
    const direct = request({ ...options, host, port, path, headers }, counted);
    // It may have been carried out, although its answer was lost.
    direct.on('error', () => countWrite(writeCount, operation));
    const end = direct.end.bind(direct);
    // The client gives the whole body at the end, so nothing has left before.
    direct.end = ((body: string | Buffer): ClientRequest => {
      if (isAllowed(operation, String(body))) return end(body);
      return instead(direct, request(options, answered)).end(body);
    }) as typeof direct.end;
    return direct;
  };
}

/** Gives up a request that has not left for another one, whose errors are from now on its own. */
function instead(given: ClientRequest, taken: ClientRequest): ClientRequest {
  const listeners = given.listeners('error') as ((error: Error) => void)[];
  given.removeAllListeners('error').on('error', () => undefined);
  given.destroy();
  for (const listener of listeners) taken.on('error', listener);
  return taken;
}
