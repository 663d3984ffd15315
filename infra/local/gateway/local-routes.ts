import * as z from 'zod/mini';
import { fromIso, toIso } from '../../../shared/engine/calendar/instant.ts';
import type { Outbox } from '../channels/outbox.ts';
import type { Scheduler } from '../clock/scheduler.ts';
import type { VirtualClock } from '../clock/virtual-clock.ts';
import { deliveriesListed } from '../inbox/deliveries-listed.ts';
import { inboxHeaders, inboxPage } from '../inbox/inbox-page.ts';
import type { Known } from '../inbox/known.ts';
import { results } from '../inbox/result.ts';
import type { Staff } from '../issuer/staff.ts';
import { languageFor } from '../issuer/words.ts';
import type { Request, Serve } from './gateway.ts';
import { ownReply, type Reply } from './proxy-response.ts';
import { readBody } from './request-body.ts';

export interface LocalRoutesSettings {
  readonly origin: string;
  readonly clock: VirtualClock;
  readonly scheduler: Scheduler;
  readonly outbox: Outbox;
  /** Names the telephones of the inbox. */
  readonly staff: Staff;
  /** What the table says about messages; read for a page alone, or when it is asked for. */
  readonly known: () => Promise<Known>;
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

/** Routes of the local run only: the virtual clock, and the outbox that receives every sent message. */
export const createLocalRoutes = ({
  origin,
  clock,
  scheduler,
  outbox,
  staff,
  known,
}: LocalRoutesSettings): Serve => {
  const readClock = () => ({
    now: toIso(clock.now()),
    rate: clock.rate,
    aheadMilliseconds: clock.aheadMilliseconds(),
  });

  const moveClock = async (request: Request): Promise<Reply> => {
    const parsed = clockShape.safeParse(await json(request));
    if (!parsed.success) {
      return ownReply(400, 'Give {"advanceMinutes": 1…10080} or {"jumpMinutes": 1…10080}, a whole number.');
    }
    const firedMinutes =
      'advanceMinutes' in parsed.data
        ? await scheduler.advance(parsed.data.advanceMinutes)
        : await scheduler.jump(parsed.data.jumpMinutes);
    return reply({ ...readClock(), firedMinutes });
  };

  const receive = async (request: Request): Promise<Reply> => {
    const message = messageShape.safeParse(await json(request));
    if (!message.success) return ownReply(400, 'A message is a JSON object with an id.');
    const { id, reference } = message.data;
    const isNew = outbox.receive({ id, reference, body: JSON.stringify(message.data) }, clock.now());
    return reply({ id, duplicate: !isNew });
  };

  /** JSON, and for a browser a page. */
  const list = async ({ url, message: { headers } }: Request): Promise<Reply> => {
    const since = fromIso(url.searchParams.get('since') ?? toIso(0));
    if (since === undefined) return ownReply(400, 'since is an ISO 8601 instant.');
    // A reference is often copied in the grouping in which it is read.
    const reference = url.searchParams.get('case')?.replaceAll(/\s/g, '') || undefined;
    const isForBrowser = /\btext\/html\b/i.test(headers.accept ?? '');
    if (!isForBrowser) {
      const messages = outbox.list({ reference, since });
      if (url.searchParams.get('with') !== 'deliveries') return reply({ messages });
      return reply({ messages, deliveries: deliveriesListed(messages, await known(), reference) });
    }
    // All of them: the page counts the short messages of the day.
    const messages = outbox.list({ reference: undefined, since });
    const language = languageFor(headers['accept-language']);
    const result = results.find((one) => one === url.searchParams.get('state'));
    const who = url.searchParams.get('who') || undefined;
    const chosen = { reference, who, result };
    const page = inboxPage({
      ...{ language, now: clock.now(), staff, origin, messages },
      ...{ known: await known(), ...chosen },
    });
    return { status: 200, headers: { ...freshly, ...inboxHeaders }, body: page };
  };

  const routes: Readonly<Record<string, (request: Request) => Promise<Reply>>> = {
    'GET /local/clock': async () => reply(readClock()),
    'POST /local/clock': moveClock,
    'GET /local/outbox': list,
    'POST /local/outbox': receive,
  };

  return async (request) => {
    const { headers, method } = request.message;
    const route = routes[`${method === 'HEAD' ? 'GET' : method} ${request.url.pathname}`];
    if (route === undefined) return ownReply(404, 'Not Found');
    // Other websites must not move the clock or write into the outbox.
    const isForeign = headers.origin !== undefined && headers.origin !== origin;
    return isForeign ? ownReply(403, 'Forbidden') : route(request);
  };
};

/**
 * Parses a JSON body. Returns undefined when it is too long or not JSON, or has no JSON content type: browsers send
 * other types cross-origin without a preflight.
 */
const json = async ({ message }: Request): Promise<unknown> => {
  if (!/^application\/json\b/i.test(message.headers['content-type'] ?? '')) return undefined;
  const body = await readBody(message, bodyBytesMax);
  try {
    return JSON.parse(String(body));
  } catch {
    return undefined;
  }
};

/** The outbox answers differently by these two. */
const freshly = { 'cache-control': 'no-store', vary: 'accept, accept-language' };

const reply = (body: unknown): Reply => ({
  status: 200,
  headers: { ...freshly, 'content-type': 'application/json' },
  body: JSON.stringify(body),
});
