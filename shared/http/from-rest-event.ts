import type { APIGatewayProxyEvent } from 'aws-lambda';
import type { HttpEvent } from './request.ts';

/** What a REST API hands over, where a firewall must stand in front; version 1.0 of the payload. */
export type RestEvent = APIGatewayProxyEvent;

/** An event of either front, as everything behind the wrapper reads it. */
export const asHttpEvent = (event: HttpEvent | RestEvent): HttpEvent =>
  'routeKey' in event ? event : fromRestEvent(event);

/**
 * The same request as an HTTP API would have handed it over: names of headers in lower case, several values joined by
 * commas, cookies apart, and the values in the path decoded, which a REST API leaves as they came.
 */
export function fromRestEvent(event: RestEvent): HttpEvent {
  const { httpMethod: method, path, resource, body, isBase64Encoded, requestContext } = event;
  const { cookie, ...headers } = headersOf(event);
  const query = event.multiValueQueryStringParameters ?? {};
  const pathParameters = decoded(event.pathParameters ?? {});
  const routeKey = `${method} ${resource}`;
  return {
    version: '2.0',
    routeKey,
    rawPath: path,
    rawQueryString: queryTextOf(query),
    ...(cookie !== undefined && { cookies: cookie.split(/;\s*/) }),
    headers,
    ...(Object.keys(query).length > 0 && { queryStringParameters: joined(query) }),
    ...(Object.keys(pathParameters).length > 0 && { pathParameters }),
    ...(body !== null && body !== '' && { body }),
    isBase64Encoded,
    requestContext: {
      accountId: requestContext.accountId,
      apiId: requestContext.apiId,
      domainName: requestContext.domainName ?? '',
      domainPrefix: requestContext.domainPrefix ?? '',
      http: {
        method,
        path,
        protocol: requestContext.protocol,
        sourceIp: requestContext.identity.sourceIp,
        userAgent: requestContext.identity.userAgent ?? '',
      },
      requestId: requestContext.requestId,
      routeKey,
      stage: requestContext.stage,
      time: requestContext.requestTime ?? '',
      timeEpoch: requestContext.requestTimeEpoch,
    },
  };
}

type ManyValues = Readonly<Record<string, readonly string[] | undefined>>;

/** One name may have come in two spellings: they are one header. */
function headersOf({ multiValueHeaders }: RestEvent): Record<string, string> {
  const found = new Map<string, readonly string[]>();
  for (const [spelled, values = []] of Object.entries((multiValueHeaders ?? {}) as ManyValues)) {
    const name = spelled.toLowerCase();
    found.set(name, [...(found.get(name) ?? []), ...values]);
  }
  return Object.fromEntries(
    [...found].map(([name, values]) => [name, values.join(name === 'cookie' ? '; ' : ',')]),
  );
}

const joined = (query: ManyValues): Record<string, string> =>
  Object.fromEntries(Object.entries(query).map(([name, values = []]) => [name, values.join(',')]));

const queryTextOf = (query: ManyValues): string =>
  new URLSearchParams(
    Object.entries(query).flatMap(([name, values = []]) =>
      values.map((value): [string, string] => [name, value]),
    ),
  ).toString();

/** What is no text stays as it came: no token, case or place looks like that, so it leads nowhere. */
const decoded = (parameters: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value = '']) => {
      try {
        return [name, decodeURIComponent(value)];
      } catch {
        return [name, value];
      }
    }),
  );
