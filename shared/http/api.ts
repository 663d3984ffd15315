import middy, { type MiddlewareObj } from '@middy/core';
import type { Context } from 'aws-lambda';
import { Unavailable } from '../engine/storage/store-errors.ts';
import { type Answer, type Refusing, refusing } from './answer.ts';
import type { Call, Connections } from './call.ts';
import { compressed } from './compressed.ts';
import type { Endpoint } from './endpoint.ts';
import { type HttpLogger, traceOf } from './http-logger.ts';
import type { HttpResult } from './http-result.ts';
import { type ProblemReader, problemAnswer } from './problem-details.ts';
import { readerLanguage } from './reader-language.ts';
import type { HttpEvent } from './request.ts';
import { type Route, type RouteId, routes } from './routes.ts';
import { securityHeaders } from './security-headers.ts';
import { isToken } from './shapes/ids.ts';

export interface Api<C extends Call, Id extends RouteId> {
  /** Exactly the routes of one trust boundary. */
  readonly endpoints: Readonly<Record<Id, Endpoint<C>>>;
  /** Who may come in, and as whom. */
  readonly authenticate: (call: Call, event: HttpEvent, route: Route) => Promise<C | Refusing>;
  readonly connections: Connections;
  readonly logger: HttpLogger;
}

export type HttpHandler = (event: HttpEvent, context: Context) => Promise<HttpResult>;

/** A function that runs out of time is ended without a word; this much before, the caller is told to try again. */
const TIME_TO_APOLOGISE_MS = 250;

/** One function for all routes of one trust boundary. HTTP is spoken here and nowhere behind it. */
export function api<C extends Call, Id extends RouteId>(parts: Api<C, Id>): HttpHandler {
  return middy<HttpEvent, HttpResult>({ timeoutEarlyInMillis: TIME_TO_APOLOGISE_MS })
    .use(measured(parts.logger))
    .use(defectsBecomeProblems(parts))
    .handler((event) => answer(event, parts));
}

async function answer<C extends Call, Id extends RouteId>(
  event: HttpEvent,
  { endpoints, authenticate, connections, logger }: Api<C, Id>,
): Promise<HttpResult> {
  const call = callOf(event, connections);
  const route = routes.find(({ id }) => id === event.routeKey && Object.hasOwn(endpoints, id));
  if (route === undefined) return rendered(problemAnswer({ code: 'not-found' }, call), event);
  const caller = await authenticate(call, event, route);
  const endpoint = endpoints[route.id as Id];
  const served = 'problem' in caller ? caller : await endpoint.serve(event, caller);
  const outcome = await limitGuesses(served, event, call);
  if ('amounts' in outcome && outcome.amounts !== undefined) logger.count(outcome.amounts);
  if ('record' in outcome && outcome.record !== undefined) logger.record(outcome.record);
  return rendered('problem' in outcome ? problemAnswerFor(outcome, endpoint, event, call) : outcome, event);
}

/**
 * Only what led nowhere is counted, after it was looked up: whoever holds a link reads on, whatever others behind the
 * same address try, and neither answer depends on what there is.
 */
async function limitGuesses<Outcome extends Answer | Refusing>(
  outcome: Outcome,
  { pathParameters }: HttpEvent,
  { guessLimiter, address, now }: Call,
): Promise<Outcome | Refusing> {
  // What cannot be a token was looked up nowhere.
  const isLink = isToken(pathParameters?.token ?? '');
  const isMiss = isLink && 'problem' in outcome && outcome.problem.code === 'not-found';
  return isMiss && (await guessLimiter.missed(address, now)) ? refusing({ code: 'too-many-tries' }) : outcome;
}

const callOf = ({ headers, requestContext }: HttpEvent, connections: Connections): Call => ({
  ...connections,
  now: connections.world.system.now(),
  language: readerLanguage(headers['accept-language']),
  requestId: requestContext.requestId,
  address: requestContext.http.sourceIp,
  ...(headers['if-none-match'] !== undefined && { ifNoneMatch: headers['if-none-match'] }),
});

/** A page says on a page what stands in the way; all else answers with Problem Details. */
const problemAnswerFor = (
  { problem, more }: Refusing,
  endpoint: Pick<Endpoint<never>, 'showsProblem'> | undefined,
  event: HttpEvent,
  reader: ProblemReader,
): Answer => endpoint?.showsProblem?.(problem, event, reader) ?? problemAnswer(problem, reader, more);

function rendered({ status, type, headers, body }: Answer, { headers: asked }: HttpEvent): HttpResult {
  const result = {
    statusCode: status,
    headers: { ...securityHeaders, ...(type !== undefined && { 'content-type': type }), ...headers },
    ...(body !== undefined && asSent(body)),
  };
  return type?.startsWith('text/html') ? compressed(result, asked['accept-encoding']) : result;
}

/** What is not text travels through the gateway as base64. */
const asSent = (body: string | Uint8Array) =>
  typeof body === 'string' ? { body } : { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };

type Middleware = MiddlewareObj<HttpEvent, HttpResult>;

/** What went wrong in the store's or the issuer's neighbourhood may be tried again; all else is our own fault. */
const defectsBecomeProblems = <C extends Call, Id extends RouteId>({
  endpoints,
  connections: { origin },
  logger,
}: Api<C, Id>): Middleware => ({
  onError: (request) => {
    const { error, event } = request;
    const { requestId } = event.requestContext;
    // Out of time (middy's TimeoutError), it may have committed all the same; sending again does nothing twice.
    const passing = error instanceof Unavailable || error?.name === 'TimeoutError';
    const code = passing ? 'unavailable' : 'defect';
    logger.record({ code, ids: { requestId, route: event.routeKey, ...traceOf(error) } });
    const language = readerLanguage(event.headers['accept-language']);
    const endpoint = Object.hasOwn(endpoints, event.routeKey) ? endpoints[event.routeKey as Id] : undefined;
    const answer = problemAnswerFor(refusing({ code }), endpoint, event, { language, requestId, origin });
    request.response = rendered(answer, event);
  },
});

/** Counts and times every request by its route, after everything else, so that failures count too. */
function measured(logger: HttpLogger): Middleware {
  const startedAt = new WeakMap<object, number>();
  const measure: NonNullable<Middleware['after']> = (request) => {
    const { event, response } = request;
    const known = routes.some(({ id }) => id === event.routeKey);
    logger.measure({
      route: known ? event.routeKey : 'none',
      status: response?.statusCode ?? 500,
      durationMs: Math.round(performance.now() - (startedAt.get(request) ?? 0)),
    });
  };
  return {
    before: (request) => {
      startedAt.set(request, performance.now());
    },
    after: measure,
    onError: measure,
  };
}
