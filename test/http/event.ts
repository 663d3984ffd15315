import type { Context } from 'aws-lambda';
import { defined } from '../../shared/engine/defined.ts';
import type { HttpEvent } from '../../shared/http/request.ts';

/** A request of a test. A body that is not a string is sent as JSON. */
export interface Sent {
  readonly path?: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: unknown;
  readonly isBase64Encoded?: boolean;
  readonly requestId?: string;
  readonly sourceIp?: string;
  /** The gateway's time of receipt, epoch milliseconds. */
  readonly timeEpoch?: number;
}

/** The API Gateway event of a request, payload format 2.0. */
export function httpEvent(routeKey: string, sent: Sent = {}): HttpEvent {
  const {
    path,
    query,
    headers,
    body,
    isBase64Encoded = false,
    requestId = 'req-1',
    timeEpoch = 0,
    sourceIp = '192.0.2.1',
  } = sent;
  const [method = 'GET', template = '/'] = routeKey.split(' ');
  const rawPath = template.replace(/\{(\w+)\}/g, (_, name: string) => path?.[name] ?? name);
  const text = body === undefined || typeof body === 'string' ? body : JSON.stringify(body);
  return {
    version: '2.0',
    routeKey,
    rawPath,
    rawQueryString: new URLSearchParams(query).toString(),
    headers: { ...(text !== undefined && { 'content-type': 'application/json' }), ...headers },
    ...(query && { queryStringParameters: query }),
    ...(path && { pathParameters: path }),
    ...defined({ body: text }),
    isBase64Encoded,
    requestContext: {
      accountId: '000000000000',
      apiId: 'test',
      domainName: 'huiying.example.cn',
      domainPrefix: 'huiying',
      http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp, userAgent: 'test' },
      requestId,
      routeKey,
      stage: '$default',
      time: '23/Nov/2026:02:00:00 +0000',
      timeEpoch,
    },
  };
}

/** The fields of the Lambda context that the handlers read. */
export const lambdaContext = { awsRequestId: 'lambda-1', functionName: 'public' } as Context;
