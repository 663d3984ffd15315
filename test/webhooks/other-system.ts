import { Webhook } from 'standardwebhooks';
import { vi } from 'vitest';
import { judgeAddress } from '../../shared/adapters/channels/outside/judge-address.ts';
import { postEvent } from '../../shared/adapters/channels/outside/post-event.ts';
import { factDetail } from '../../shared/adapters/events/bus-detail.ts';
import type { SeededSystem } from '../../shared/adapters/memory/seeded-system.ts';
import type { Store } from '../../shared/cases/world.ts';
import { type Instant, SECOND } from '../../shared/engine/calendar/instant.ts';
import type { PublishedFact } from '../../shared/engine/outbox/published-fact.ts';
import { webhooksHandler } from '../../shared/handlers/webhooks-handler.ts';
import type { EndpointConnections, SenderWorld } from '../../shared/webhooks/webhook-world.ts';
import type { Endpoint } from '../../shared/webhooks/webhooks.ts';
import { webhooksKey } from '../../shared/webhooks/webhooks-key.ts';
import { room, station } from '../cases/room.ts';
import { type HttpApi, http } from '../http/http-api.ts';
import { someEndpoints } from '../http/some-endpoints.ts';
import { HANG_MS } from '../timeouts.ts';

export interface OtherSystem extends HttpApi {
  /** What the function measured, and the codes that it logged. */
  readonly measured: Readonly<Record<string, number>>[];
  readonly logged: string[];
  /** Sets the clock of all. */
  at(now: Instant): void;
  /** The bus brings each fact to the function. */
  deliver(): Promise<void>;
  /** The same, and each again: an event may come twice. */
  deliverTwice(): Promise<void>;
  /** A run of the schedule. */
  retry(): Promise<void>;
  /** Enters an endpoint and gives its secret. */
  enter(url: URL | string, types?: readonly string[], name?: string): Promise<string>;
  // biome-ignore lint/suspicious/noExplicitAny: tests assert its shape
  listed(): Promise<any>;
  stored(): Promise<readonly Endpoint[]>;
}

/** What a test changes: how addresses are judged, and how events are posted. */
export interface OtherSystemOptions {
  readonly judge?: EndpointConnections['judge'];
  readonly post?: SenderWorld['post'];
}

/** A station whose facts go to endpoints on this machine, by real HTTP; its bus and schedule run when they are told to. */
export async function otherSystem({
  judge = judgeAddress('loopback'),
  post = postEvent('loopback', HANG_MS),
}: OtherSystemOptions = {}): Promise<OtherSystem> {
  const base = await room();
  const { facts, store } = recordingFacts(base.store);
  const world = { ...base, store };
  const webhooks = { ...someEndpoints, judge };
  const rig = await http(world, undefined, undefined, webhooks);
  const measured: Readonly<Record<string, number>>[] = [];
  const logged: string[] = [];
  const handler = webhooksHandler(
    { ...world, secrets: webhooks.secrets, post },
    { measure: (amounts) => void measured.push(amounts), record: (code) => void logged.push(code) },
  );
  const limit = { getRemainingTimeInMillis: () => 60 * SECOND };
  const deliver = async (times: number) => {
    for (const fact of facts.splice(0)) {
      const event = { 'detail-type': 'FactRecorded', detail: factDetail(fact) };
      for (let time = 0; time < times; time += 1) await handler(event, limit);
    }
  };
  return {
    ...rig,
    measured,
    logged,
    at: (now) => (world.system as SeededSystem).set(now),
    deliver: () => deliver(1),
    deliverTwice: () => deliver(2),
    retry: async () => void (await handler({}, limit)),
    async enter(url, types = ['*'], name = 'city') {
      const body = { name, url: String(url), types };
      const { status, body: entered } = await rig.as('chief', 'POST /v1/office/webhooks', { body });
      if (status !== 201) throw new Error(`an endpoint was not entered: ${entered.code}`);
      return entered.secret;
    },
    listed: async () => (await rig.as('chief', 'GET /v1/office/webhooks')).body,
    stored: async () => (await store.load(webhooksKey(station)))?.endpoints ?? [],
  };
}

/** A store that keeps what the stream would announce. */
function recordingFacts(store: Store): { readonly facts: PublishedFact[]; readonly store: Store } {
  const facts: PublishedFact[] = [];
  return {
    facts,
    store: {
      ...store,
      async commit(first, second) {
        const committed = await store.commit(first, second);
        for (const { key, facts: written } of committed.ok
          ? [first, second ?? { ...first, facts: [] }]
          : []) {
          const of = ({ version, index, at, fact }: (typeof written)[number]) => ({
            key,
            version,
            index,
            at,
            fact: fact.fact,
          });
          facts.push(...written.map(of));
        }
        return committed;
      },
    },
  };
}

/** Verifies as a receiver does, by the library of the specification; throws if this secret did not sign. */
export function verified(
  secret: string,
  { headers, body }: { readonly headers: object; readonly body: string },
  now: Instant,
) {
  vi.useFakeTimers({ toFake: ['Date'], now });
  try {
    return new Webhook(secret).verify(body, headers as Record<string, string>) as {
      readonly type: string;
      readonly timestamp: string;
      readonly data: Readonly<Record<string, unknown>>;
    };
  } finally {
    vi.useRealTimers();
  }
}
