import type { RestEvent } from '../../shared/http/from-rest-event.ts';
import type { HttpEvent } from '../../shared/http/request.ts';

/** The same request as a REST API hands it over: payload 1.0, as its captures show it. */
export function restEventOf(event: HttpEvent): RestEvent {
  const { routeKey, rawPath, rawQueryString, headers, cookies, body, isBase64Encoded, requestContext } =
    event;
  const [httpMethod = 'GET', resource = '/'] = routeKey.split(' ');
  const sent = { ...headers, ...(cookies && { cookie: cookies.join('; ') }) };
  const values = Object.entries(sent).map(([name, value]) => [spelled(name), String(value)] as const);
  const query = [...new URLSearchParams(rawQueryString)];
  const many = Object.fromEntries(
    query.map(([name]) => [name, query.filter(([other]) => other === name).map(([, value]) => value)]),
  );
  const { http, accountId, apiId, domainName, domainPrefix, requestId, stage, time, timeEpoch } =
    requestContext;
  return {
    resource,
    path: rawPath,
    httpMethod,
    headers: Object.fromEntries(values),
    multiValueHeaders: Object.fromEntries(values.map(([name, value]) => [name, [value]])),
    queryStringParameters: query.length === 0 ? null : Object.fromEntries(query),
    multiValueQueryStringParameters: query.length === 0 ? null : many,
    pathParameters: event.pathParameters === undefined ? null : encoded(event.pathParameters),
    stageVariables: null,
    body: body ?? null,
    isBase64Encoded,
    requestContext: {
      accountId,
      apiId,
      authorizer: null,
      domainName,
      domainPrefix,
      httpMethod,
      identity: { ...nobody, sourceIp: http.sourceIp, userAgent: http.userAgent },
      path: rawPath,
      protocol: http.protocol,
      requestId,
      requestTime: time,
      requestTimeEpoch: timeEpoch,
      resourceId: 'abc123',
      resourcePath: resource,
      stage,
    },
  };
}

/** As people's browsers spell it: `Accept-Language`. */
const spelled = (name: string) => name.replace(/(^|-)[a-z]/g, (letters) => letters.toUpperCase());

const encoded = (parameters: Readonly<Record<string, string | undefined>>) =>
  Object.fromEntries(
    Object.entries(parameters).map(([name, value = '']) => [name, encodeURIComponent(value)]),
  );

const nobody = {
  accessKey: null,
  accountId: null,
  apiKey: null,
  apiKeyId: null,
  caller: null,
  clientCert: null,
  cognitoAuthenticationProvider: null,
  cognitoAuthenticationType: null,
  cognitoIdentityId: null,
  cognitoIdentityPoolId: null,
  principalOrgId: null,
  user: null,
  userArn: null,
};
