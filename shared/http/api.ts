import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { Unavailable } from '../engine/storage/store-errors.ts';
import { isHelperSecret } from '../helper-tasks/helper-task-key.ts';
import { type Answer, type Refusing, refusing } from './answer.ts';
import type { Connections, EdgeCall, EdgeConnections, RequestContext } from './call.ts';
import { compressed } from './compressed.ts';
import type { Endpoint } from './endpoint.ts';
import { asGet, isHead, withoutBody } from './head.ts';
import { type HttpLogger, traceOf } from './http-logger.ts';
import type { HttpResult } from './http-result.ts';
import { isCrossSite } from './is-cross-site.ts';
import { type ProblemReader, problemAnswer } from './problem-details.ts';
import { readerLanguage } from './reader-language.ts';
import type { HttpEvent } from './request.ts';
import { type Route, type RouteId, routes } from './routes.ts';
import { securityHeaders } from './security-headers.ts';
import { senderAddress } from './sender-address.ts';
import { isToken } from './shapes/ids.ts';

export interface Api<C extends EdgeCall, Id extends RouteId, K extends EdgeConnections = Connections> {
  /** The endpoints of all routes of one trust boundary. */
  readonly endpoints: Readonly<Record<Id, Endpoint<C>>>;
  /** Identifies the caller, or refuses the request. */
  readonly authenticate: (call: K & RequestContext, event: HttpEvent, route: Route) => Promise<C | Refusing>;
  readonly connections: K;
  readonly logger: HttpLogger;
}

export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpResult>;

/** Lambda ends a function at its timeout without an answer; this long before, the caller gets a 503. */
const TIMEOUT_MARGIN_MS = 250;

/** The Lambda handler for all routes of one trust boundary. Only the HTTP layer knows about HTTP. */
export function api<C extends EdgeCall, Id extends RouteId, K extends EdgeConnections>(
  parts: Api<C, Id, K>,
): HttpHandler {
  const handle = middy<HttpEvent, HttpResult>({ timeoutEarlyInMillis: TIMEOUT_MARGIN_MS })
    .use(defectsBecomeProblems(parts))
    .handler((event) => answer(event, parts));
  return async (event, context) => {
    const result = await handle(asGet(event), context);
    return isHead(event) ? withoutBody(result) : result;
  };
}

async function answer<C extends EdgeCall, Id extends RouteId, K extends EdgeConnections>(
  event: HttpEvent,
  { endpoints, authenticate, connections, logger }: Api<C, Id, K>,
): Promise<HttpResult> {
  const call = callOf(event, connections);
  const route = routes.find(({ id }) => id === event.routeKey && Object.hasOwn(endpoints, id));
  if (route === undefined) return rendered(problemAnswer({ code: 'not-found' }, call), event, call);
  const caller = await authenticate(call, event, route);
  const endpoint = endpoints[route.id as Id];
  const served = 'problem' in caller ? caller : await endpoint.serve(event, caller);
  const outcome = await limitGuesses(served, event, call);
  if ('amounts' in outcome && outcome.amounts !== undefined) await logger.count(outcome.amounts);
  // By HEAD nothing was read.
  if ('record' in outcome && outcome.record !== undefined && !call.isHead)
    await logger.record(outcome.record);
  return rendered(
    'problem' in outcome ? problemAnswerFor(outcome, endpoint, event, call) : outcome,
    event,
    call,
  );
}

/**
 * Counts unknown secret links after the lookup and limits further ones. A holder of a valid link is never limited, even
 * when others behind the same address guess.
 */
async function limitGuesses<Outcome extends Answer | Refusing>(
  outcome: Outcome,
  { pathParameters }: HttpEvent,
  { guessLimiter, address, now }: EdgeCall,
): Promise<Outcome | Refusing> {
  // A malformed token is refused without a lookup, so it is not counted.
  const { token = '', ticket = '' } = pathParameters ?? {};
  const isLink = isToken(token) || isHelperSecret(ticket);
  const isMiss = isLink && 'problem' in outcome && outcome.problem.code === 'not-found';
  return isMiss && (await guessLimiter.missed(address, now)) ? refusing({ code: 'too-many-tries' }) : outcome;
}

const callOf = <K extends EdgeConnections>(event: HttpEvent, connections: K): K & RequestContext => {
  const { headers, requestContext } = event;
  return {
    ...connections,
    now: connections.world.system.now(),
    language: readerLanguage(headers['accept-language']),
    requestId: requestContext.requestId,
    address: senderAddress(event, connections.isProxy),
    isCrossSite: isCrossSite(event, connections.origin),
    isHead: isHead(event),
    ...(headers['if-none-match'] !== undefined && { ifNoneMatch: headers['if-none-match'] }),
  };
};

/** Renders a problem as a page where the endpoint has one, otherwise as Problem Details. */
const problemAnswerFor = (
  { problem, more }: Refusing,
  endpoint: Pick<Endpoint<never>, 'showsProblem'> | undefined,
  event: HttpEvent,
  reader: ProblemReader,
): Answer => endpoint?.showsProblem?.(problem, event, reader) ?? problemAnswer(problem, reader, more);

function rendered(
  { status, type, headers, body }: Answer,
  { headers: requestHeaders }: HttpEvent,
  { origin }: Pick<EdgeConnections, 'origin'>,
): HttpResult {
  const result = {
    statusCode: status,
    headers: {
      ...securityHeaders(origin, status),
      ...(type !== undefined && { 'content-type': type }),
      ...headers,
    },
    ...(body !== undefined && encodedBody(body)),
  };
  return compressed(result, requestHeaders['accept-encoding']);
}

/** API Gateway takes binary bodies as base64. */
const encodedBody = (body: string | Uint8Array) =>
  typeof body === 'string' ? { body } : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };

type Middleware = MiddlewareObj<HttpEvent, HttpResult>;

/** An unavailable store or issuer, or a timeout, becomes 503; any other error is a defect and becomes 500. */
const defectsBecomeProblems = <C extends EdgeCall, Id extends RouteId, K extends EdgeConnections>({
  endpoints,
  connections: { origin },
  logger,
}: Api<C, Id, K>): Middleware => ({
  onError: async (request) => {
    const { error, event } = request;
    const { requestId } = event.requestContext;
    // After middy's TimeoutError the command may have been committed; sending it again has no second effect.
    const isTransient = error instanceof Unavailable || error?.name === 'TimeoutError';
    const code = isTransient ? 'unavailable' : 'defect';
    await logger.record({ code, ids: { requestId, route: event.routeKey, ...traceOf(error) } });
    const language = readerLanguage(event.headers['accept-language']);
    const endpoint = Object.hasOwn(endpoints, event.routeKey) ? endpoints[event.routeKey as Id] : undefined;
    const answer = problemAnswerFor(refusing({ code }), endpoint, event, { language, requestId, origin });
    request.response = rendered(answer, event, { origin });
  },
});
