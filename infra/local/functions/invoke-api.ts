import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { credentials } from '../engine/aws-json.ts';
import { listen } from '../free-port.ts';
import { wholeBody } from '../whole-body.ts';
import type { Functions } from './functions.ts';
import { FunctionFailed } from './instance.ts';
import type { Lambda } from './lambda.ts';

/** Lambda's Invoke on this machine, for the commands of operators. */
export interface InvokeApi {
  readonly endpoint: string;
  /** Starts invoking; until then every request gets a 503. */
  open(functions: Pick<Functions, 'arns' | 'byArn'>): void;
  close(): Promise<void>;
}

const loopback = /^127\.0\.0\.1(:\d+)?$/;
const path = /^\/2015-03-31\/functions\/([^/]+)\/invocations$/;

/** Lambda takes no larger event. */
const REQUEST_BYTES_MAX = 6 * 1024 * 1024;

/** As Lambda's errors: the name in a header, a sentence in the body. */
const refuse = (response: ServerResponse, status: number, name: string, message: string): void => {
  response
    .writeHead(status, { 'content-type': 'application/json', 'x-amzn-errortype': name })
    .end(JSON.stringify({ Type: 'User', message }));
};

/** Starts it on loopback. It takes only requests with the credentials of the run, and only synchronous invocations. */
export const startInvokeApi = async (): Promise<InvokeApi> => {
  let functions: Pick<Functions, 'arns' | 'byArn'> | undefined;

  const server = createServer((request, response) => {
    handle(functions, request, response).catch(() => {
      if (response.headersSent) response.destroy();
      else refuse(response, 400, 'InvalidRequestContentException', 'The event is not JSON.');
    });
  });
  const port = await listen(server, 0);
  return {
    endpoint: `http://127.0.0.1:${port}`,
    open: (given) => {
      functions = given;
    },
    close: async () => {
      server.close();
      server.closeAllConnections();
    },
  };
};

async function handle(
  functions: Pick<Functions, 'arns' | 'byArn'> | undefined,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const { headers, method, url = '' } = request;
  const isOwn = headers.authorization?.includes(`Credential=${credentials.accessKeyId}/`) ?? false;
  // A website can point its own name at this machine (DNS rebinding), but cannot make a browser send this name.
  if (!isOwn || !loopback.test(headers.host ?? '')) {
    return refuse(response, 403, 'AccessDeniedException', 'Only requests of this run are taken.');
  }
  if (functions === undefined) {
    return refuse(response, 503, 'ServiceException', 'The functions of this run have not started.');
  }
  const [, name] = path.exec(url) ?? [];
  const { 'x-amz-invocation-type': type = 'RequestResponse' } = headers;
  if (name === undefined || method !== 'POST' || type !== 'RequestResponse') {
    return refuse(response, 400, 'InvalidRequestContentException', 'Only synchronous invocations are taken.');
  }
  const lambda = functionNamed(functions, decodeURIComponent(name));
  if (lambda === undefined) {
    return refuse(response, 404, 'ResourceNotFoundException', 'There is no such function.');
  }
  const body = await wholeBody(request);
  if (body.length > REQUEST_BYTES_MAX) {
    return refuse(response, 413, 'RequestTooLargeException', 'An event has 6 MB at most.');
  }
  await invokeInto(response, lambda, body.toString());
}

/** By its name, by its ARN, or by the name that its log has. */
const functionNamed = (
  { arns, byArn }: Pick<Functions, 'arns' | 'byArn'>,
  name: string,
): Lambda | undefined => arns.map(byArn).find(({ plan }) => [plan.name, plan.arn, plan.title].includes(name));

async function invokeInto(response: ServerResponse, lambda: Lambda, body: string): Promise<void> {
  const event: unknown = JSON.parse(body === '' ? '{}' : body);
  const requestId = randomUUID();
  const head = { 'content-type': 'application/json', 'x-amzn-requestid': requestId };
  try {
    const result = JSON.stringify(await lambda.invoke(event, requestId));
    response.writeHead(200, { ...head, 'x-amz-executed-version': '$LATEST' }).end(result);
  } catch (error) {
    if (!(error instanceof FunctionFailed)) throw error;
    response
      .writeHead(200, { ...head, 'x-amz-function-error': 'Unhandled' })
      .end(JSON.stringify(error.failure));
  }
}
