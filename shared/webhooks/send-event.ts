import { type Instant, toIso } from '../engine/calendar/instant.ts';
import type { StationId } from '../engine/scope.ts';
import { typeOf } from './event-types.ts';
import { eventId, type WebhookEvent } from './webhook-rows.ts';
import type { Posted, SenderWorld } from './webhook-world.ts';
import type { Endpoint } from './webhooks.ts';

/** The version of what endpoints are told; the data only gains fields within one. */
const SCHEMA_VERSION = 1;

/** Makes one attempt to tell an endpoint of a fact. */
export function sendEvent(
  world: Pick<SenderWorld, 'secrets' | 'post'>,
  station: StationId,
  endpoint: Endpoint,
  event: WebhookEvent,
  now: Instant,
): Promise<Posted> {
  const data = { schemaVersion: SCHEMA_VERSION, station, ...event };
  const { kind, fact, at } = event;
  return postTo(world, station, endpoint, { id: eventId(event), type: typeOf(kind, fact), at, data }, now);
}

/** Makes the only attempt of a test. */
export function sendTest(
  world: Pick<SenderWorld, 'secrets' | 'post'>,
  station: StationId,
  endpoint: Endpoint,
  version: number,
  now: Instant,
): Promise<Posted> {
  const data = { schemaVersion: SCHEMA_VERSION, station };
  const id = `test-${station}-${endpoint.name}-${version}`;
  return postTo(world, station, endpoint, { id, type: 'webhook.test', at: toIso(now), data }, now);
}

interface Told {
  readonly id: string;
  readonly type: string;
  /** When it happened, in ISO 8601. */
  readonly at: string;
  readonly data: object;
}

async function postTo(
  { secrets, post }: Pick<SenderWorld, 'secrets' | 'post'>,
  station: StationId,
  { name, url, secret: { id: secretId, former } }: Endpoint,
  { id, type, at, data }: Told,
  now: Instant,
): Promise<Posted> {
  const ids = former !== undefined && now < former.until ? [secretId, former.id] : [secretId];
  const signing = await Promise.all(ids.map((one) => secrets.of(station, name, one)));
  const body = JSON.stringify({ type, timestamp: at, data });
  return post({ url, id, body, secrets: signing }, now);
}
