import * as z from 'zod/mini';
import { fromIso, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Scheduler } from '../clock/scheduler.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import type { Request, Serve } from './gateway.ts';
import type { Outbox } from './outbox.ts';
import { ownReply, type Reply } from './proxy-response.ts';
import { readBody } from './request-body.ts';

export interface LocalRoutesSettings {
  readonly origin: string;
  readonly clock: VirtualClock;
  readonly scheduler: Scheduler;
  readonly outbox: Outbox;
}

const minutes = z.int().check(z.minimum(1), z.maximum(10_080));
const clockShape = z.union([
  z.strictObject({ advanceMinutes: minutes }),
  z.strictObject({ jumpMinutes: minutes }),
]);
const messageShape = z.looseObject({
  id: z.string().check(z.minLength(1), z.maxLength(200)),
  reference: z.optional(z.string()),
});

const bodyBytesMax = 256 * 1024;

/** What only the local run has: a clock that can be moved and an inbox for whatever leaves the system. */
export const createLocalRoutes = ({ origin, clock, scheduler, outbox }: LocalRoutesSettings): Serve => {
  const readClock = () => ({
    now: toIso(clock.now()),
    rate: clock.rate,
    aheadMilliseconds: clock.aheadMilliseconds(),
  });

  const moveClock = async (request: Request): Promise<Reply> => {
    const asked = clockShape.safeParse(await json(request));
    if (!asked.success) {
      return ownReply(400, 'Give {"advanceMinutes": 1…10080} or {"jumpMinutes": 1…10080}, a whole number.');
    }
    const fired =
      'advanceMinutes' in asked.data
        ? await scheduler.advance(asked.data.advanceMinutes)
        : await scheduler.jump(asked.data.jumpMinutes);
    return reply({ ...readClock(), firedMinutes: fired });
  };

  const receive = async (request: Request): Promise<Reply> => {
    const message = messageShape.safeParse(await json(request));
    if (!message.success) return ownReply(400, 'A message is a JSON object with an id.');
    const { id, reference } = message.data;
    const isNew = outbox.receive({ id, reference, body: JSON.stringify(message.data) }, clock.now());
    return reply({ id, duplicate: !isNew });
  };

  const list = async ({ url }: Request): Promise<Reply> => {
    const since = fromIso(url.searchParams.get('since') ?? toIso(0));
    if (since === undefined) return ownReply(400, 'since is an ISO 8601 instant.');
    return reply({ messages: outbox.list({ reference: url.searchParams.get('case') ?? undefined, since }) });
  };

  const routes: Readonly<Record<string, (request: Request) => Promise<Reply>>> = {
    'GET /local/clock': async () => reply(readClock()),
    'POST /local/clock': moveClock,
    'GET /local/outbox': list,
    'POST /local/outbox': receive,
  };

  return async (request) => {
    const { headers, method } = request.message;
    const route = routes[`${method} ${request.url.pathname}`];
    if (route === undefined) return ownReply(404, 'Not Found');
    // A page of another site must neither move the clock nor put words into the inbox.
    const isForeign = headers.origin !== undefined && headers.origin !== origin;
    return isForeign ? ownReply(403, 'Forbidden') : route(request);
  };
};

/** Undefined for whatever is no JSON, too long, or not even called JSON, which browsers send without asking. */
const json = async ({ message }: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(message.headers['content-type'] ?? '')) return undefined;
  const body = await readBody(message, bodyBytesMax);
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
};

const reply = (body: unknown): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json', 'cache-control': 'no-store' },
  body: JSON.stringify(body),
});
