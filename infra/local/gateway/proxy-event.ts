import type { IncomingMessage } from 'node:http';
import type { Instant } from '../../../shared/engine/calendar/instant.ts';
import { defined } from '../../../shared/engine/defined.ts';
import { awsEnvironment } from '../template/names.ts';
import type { Verified } from './authorizer.ts';
import type { RouteMatch } from './route-table.ts';

export interface Received {
  readonly request: IncomingMessage;
  readonly url: URL;
  readonly body: Buffer;
  readonly match: RouteMatch;
  readonly verified: Verified | undefined;
  readonly requestId: string;
  /** By the real clock. */
  readonly now: Instant;
}

/** The request as the event of a function: payload format 2.0 of an HTTP API. */
export const proxyEvent = ({ request, url, body, match, verified, requestId, now }: Received) => {
  const { cookie, ...headers } = headersOf(request);
  const query = queryOf(url);
  const isText = textTypes.test(headers['content-type'] ?? 'text/plain');
  return {
    version: '2.0',
    routeKey: match.route.key,
    rawPath: url.pathname,
    rawQueryString: url.search.slice(1),
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...defined({ queryStringParameters: query }),
    ...(Object.keys(match.parameters).length > 0 && { pathParameters: match.parameters }),
    requestContext: {
      accountId: awsEnvironment.account,
      apiId: 'local',
      domainName: request.headers.host ?? '',
      domainPrefix: 'local',
      http: {
        method: request.method ?? 'GET',
        path: url.pathname,
        protocol: 'HTTP/1.1',
        sourceIp: request.socket.remoteAddress ?? '127.0.0.1',
        userAgent: headers['user-agent'] ?? '',
      },
      requestId,
      routeKey: match.route.key,
      stage: '$default',
      time: logTime(now),
      timeEpoch: now,
      ...(verified && { authorizer: { jwt: verified } }),
    },
    ...(body.length > 0 && { body: body.toString(isText ? 'utf8' : 'base64') }),
    isBase64Encoded: body.length > 0 && !isText,
  };
};

/** `23/Nov/2026:08:00:00 +0000`, the format of access logs. */
const logTime = (now: Instant): string => {
  const [, day, month, year, time] = new Date(now).toUTCString().split(/[ ,]+/);
  return `${day}/${month}/${year}:${time} +0000`;
};

/** Content types that are passed as text; everything else is base64, including an HTML form. */
const textTypes = /^(text\/|application\/(json|javascript|xml|[\w.+-]+\+(json|xml))\b)/i;

/** One value per lower-case name; several values are joined with a comma, cookies with a semicolon. */
const headersOf = ({ headers }: IncomingMessage): Record<string, string | undefined> =>
  Object.fromEntries(
    Object.entries(headers).map(([name, value]) => [name, Array.isArray(value) ? value.join(',') : value]),
  );

const queryOf = ({ searchParams }: URL): Record<string, string> | undefined => {
  const names = [...new Set(searchParams.keys())];
  if (names.length === 0) return undefined;
  return Object.fromEntries(names.map((name) => [name, searchParams.getAll(name).join(',')]));
};
