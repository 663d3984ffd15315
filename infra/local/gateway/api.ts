import type { Writable } from 'node:stream';
import { setTimeout as pause } from 'node:timers/promises';
import { toIso } from '../../../shared/engine/calendar/instant.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import { realNow } from '../clock/virtual-date.ts';
import type { Functions } from '../functions/functions.ts';
import type { RoutePlan } from '../template/plan.ts';
import type { Authorize, Verdict } from './authorizer.ts';
import type { Serve } from './gateway.ts';
import { proxyEvent } from './proxy-event.ts';
import { ownReply, proxyResponse, type Reply } from './proxy-response.ts';
import { readBody } from './request-body.ts';
import { createFindRoute } from './route-table.ts';

export interface ApiSettings {
  readonly routes: readonly RoutePlan[];
  readonly authorize: Authorize;
  readonly functions: Functions;
  readonly clock: VirtualClock;
  /** Receives one line per request with its route, not its path, which may hold a resident's secret. */
  readonly log: Writable;
  /** By how much longer than deployed a function is waited for. */
  readonly timeoutFactor: number;
}

const bodyBytesMax = 10 * 1024 * 1024;

/** API Gateway waits this long for a function. */
const integrationMillisecondsMax = 30_000;

/** The HTTP API of the template: routing, token check, invocation, response. */
export const createApi = ({
  routes,
  authorize,
  functions,
  clock,
  log,
  timeoutFactor,
}: ApiSettings): Serve => {
  const integrationMilliseconds = integrationMillisecondsMax * timeoutFactor;
  const findRoute = createFindRoute(routes);

  const handle: (...request: Parameters<Serve>) => Promise<{ route: string; reply: Reply }> = async (
    request,
  ) => {
    const { message, url, requestId } = request;
    const match = findRoute(message.method ?? 'GET', url.pathname);
    if (match === undefined) return { route: 'none', reply: ownReply(404, 'Not Found') };
    const { key, authorizer, functionArn } = match.route;
    const found = (reply: Reply) => ({ route: key, reply });

    const verdict: Verdict | undefined =
      authorizer && (await authorize(message.headers.authorization, authorizer));
    if (verdict === 'unauthorized') {
      return found(ownReply(401, 'Unauthorized', { 'www-authenticate': 'Bearer' }));
    }
    if (verdict === 'forbidden') return found(ownReply(403, 'Forbidden'));
    const body = await readBody(message, bodyBytesMax);
    if (body === 'too-large')
      return found(ownReply(413, 'Request Entity Too Large', { connection: 'close' }));

    // Requests and tokens use the real clock, so a token stays valid when the virtual clock passes a day in a second.
    const now = realNow();
    const event = proxyEvent({ request: message, url, body, match, verified: verdict, requestId, now });
    return found(await integrate(functions.byArn(functionArn).invoke(event), integrationMilliseconds));
  };

  return async (request) => {
    const started = performance.now();
    const { route, reply } = await handle(request);
    const latencyMs = Math.round(performance.now() - started);
    const line = {
      requestId: request.requestId,
      time: toIso(clock.now()),
      route,
      status: reply.status,
      latencyMs,
    };
    log.write(`${JSON.stringify(line)}\n`);
    return reply;
  };
};

const integrate = async (invoked: Promise<unknown>, millisecondsMax: number): Promise<Reply> => {
  const timeout = new AbortController();
  try {
    return await Promise.race([
      invoked.then(proxyResponse, () => ownReply(500, 'Internal Server Error')),
      pause(millisecondsMax, ownReply(503, 'Service Unavailable'), { signal: timeout.signal }),
    ]);
  } finally {
    timeout.abort();
  }
};
