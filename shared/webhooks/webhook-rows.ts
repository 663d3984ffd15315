import * as z from 'zod/mini';
import { DAY, type Instant, toIso } from '../engine/calendar/instant.ts';
import { onFirstUse } from '../engine/on-first-use.ts';
import { isStationId, type StationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row, RowKey } from '../engine/storage/row.ts';
import { count, instant, json, readRow } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { Contended } from '../engine/storage/store-errors.ts';
import { isEndpointId } from './webhooks.ts';

/** The queue of events whose first attempt has failed. */
export const WEBHOOK_QUEUE = 'webhooks';

/** For how long given-up events are listed and can be sent again. */
export const LISTED_FOR = 30 * DAY;

/** The row of an event outlives its place in the list, so that what is listed can be sent. */
const ROW_KEPT_FOR = LISTED_FOR + DAY;

/** How long the row of an event that has arrived is kept. */
const SENT_KEPT_FOR = DAY;

/** What an endpoint is told of a fact: ids, numbers and codes. */
const eventShape = z.object({
  kind: z.string(),
  id: z.string(),
  version: count,
  index: count,
  at: z.string(),
  fact: z.string(),
});
export type WebhookEvent = z.output<typeof eventShape>;

/** One event on its way to one endpoint. */
export interface Waiting {
  readonly station: StationId;
  /** The id of the endpoint, which another one of the same name does not have. */
  readonly endpoint: string;
  readonly event: WebhookEvent;
  /** When its first attempt was made, or when it was asked for again. */
  readonly since: Instant;
  readonly attempts: number;
  /** Why the last attempt failed. */
  readonly code: string;
}

/** The same for every attempt, so that a receiver recognises a repeat. It has no full stop, which would part what is signed. */
export const eventId = ({ kind, id, version, index }: WebhookEvent): string =>
  `${kind}-${id}-${version}-${index}`;

const endpointPk = (station: StationId, endpoint: string): string => `S#${station}#E#${endpoint}`;
export const givenUpPk = (station: StationId, endpoint: string): string =>
  `${endpointPk(station, endpoint)}#LOST`;
const skOf = ({ at, kind, id, version, index }: WebhookEvent): string =>
  `${at}#${kind}#${id}#${version}#${index}`;

export const waitingRow = ({
  station,
  endpoint,
  event,
}: Pick<Waiting, 'station' | 'endpoint' | 'event'>): RowKey => ({
  pk: endpointPk(station, endpoint),
  sk: skOf(event),
});
/** In the order of listing. An event that was sent again and given up again has another row. */
const givenUpRow = ({ station, endpoint, event }: Waiting, listedAt: Instant): RowKey => ({
  pk: givenUpPk(station, endpoint),
  sk: `${toIso(listedAt)}#${skOf(event)}`,
});

const ENDPOINT_PK = /^S#([^#]+)#E#([^#]+)(#LOST)?$/;

/** Station and endpoint of a row about an event; undefined for any other row. */
export function endpointOfRow({
  pk,
}: Row): { readonly station: StationId; readonly endpoint: string } | undefined {
  const [, station = '', endpoint = ''] = ENDPOINT_PK.exec(String(pk)) ?? [];
  return isStationId(station) && isEndpointId(endpoint) ? { station, endpoint } : undefined;
}

const valuesOf = ({ event, since, attempts, code }: Waiting): Row => ({
  event: JSON.stringify(event),
  since,
  attempts,
  code,
});

const conflict = 'webhook';

/** An event whose first attempt has failed. A second notice of the same event changes nothing. */
export const newWaiting = (one: Waiting, at: Instant): Companion => ({
  key: waitingRow(one),
  values: { ...valuesOf(one), state: 'waiting' },
  queued: { queue: WEBHOOK_QUEUE, at },
  condition: 'absent',
  conflict,
});

/** Waits on, until `at`. Refused when it has left its place in the queue meanwhile, as the two below are. */
export const waitsOn = (one: Seen, at: Instant): Companion => ({
  key: waitingRow(one),
  values: { ...valuesOf(one), state: 'waiting' },
  queued: { queue: WEBHOOK_QUEUE, at },
  condition: { unchanged: { due_sk: one.place } },
  conflict,
});

/** It arrived, or its endpoint was removed: nothing is left to do. */
export const settled = (one: Seen, state: 'sent' | 'dropped', now: Instant): Companion => ({
  key: waitingRow(one),
  values: { ...valuesOf(one), state },
  expiresAt: now + SENT_KEPT_FOR,
  condition: { unchanged: { due_sk: one.place } },
  conflict,
});

/** It is listed, and tried no more. */
export const givenUp = (one: Seen, now: Instant): readonly Companion[] => [
  {
    key: waitingRow(one),
    values: { ...valuesOf(one), state: 'lost' },
    expiresAt: now + ROW_KEPT_FOR,
    condition: { unchanged: { due_sk: one.place } },
    conflict,
  },
  listed(one, now),
];

/** An event that is listed without having waited: its endpoint takes nothing any more. */
export const givenUpAtOnce = (one: Waiting, now: Instant): readonly Companion[] => [
  {
    key: waitingRow(one),
    values: { ...valuesOf(one), state: 'lost' },
    expiresAt: now + ROW_KEPT_FOR,
    condition: 'absent',
    conflict,
  },
  listed(one, now),
];

const listed = (one: Waiting, now: Instant): Companion => ({
  key: givenUpRow(one, now),
  values: { ...valuesOf(one), state: 'lost' },
  expiresAt: now + LISTED_FOR,
  condition: 'absent',
  conflict,
});

/** Leaves the list, and waits as if no attempt had been made. */
export const sentAgain = (
  one: Waiting & { readonly row: string },
  now: Instant,
  at: Instant,
): readonly Companion[] => [
  {
    key: { pk: givenUpPk(one.station, one.endpoint), sk: one.row },
    values: { ...valuesOf(one), state: 'again' },
    expiresAt: now + SENT_KEPT_FOR,
    condition: { unchanged: { state: 'lost' } },
    conflict,
  },
  {
    key: waitingRow(one),
    values: { ...valuesOf({ ...one, since: now, attempts: 0 }), state: 'waiting' },
    queued: { queue: WEBHOOK_QUEUE, at },
    condition: { unchanged: { state: 'lost' } },
    conflict,
  },
];

const shape = onFirstUse(() =>
  z.object({
    event: z.pipe(json, eventShape),
    since: instant,
    attempts: count,
    code: z.string(),
    state: z.enum(['waiting', 'sent', 'dropped', 'lost', 'again']),
    due_sk: z.exactOptional(z.string()),
  }),
);

/** A waiting event as it stood in the queue. */
export interface Seen extends Waiting {
  readonly place: string;
}

/** The event of a row of the queue; undefined for one that waits no more. */
export async function seenWaiting(
  store: Pick<CompanionStore, 'companion'>,
  key: RowKey,
): Promise<Seen | undefined> {
  const row = await store.companion(key);
  const about = endpointOfRow({ ...key });
  if (row === undefined || about === undefined) return undefined;
  const { state, due_sk: place, ...found } = readRow(shape, row);
  return state === 'waiting' && place !== undefined ? { ...about, ...found, place } : undefined;
}

/** The event of a row of the list; undefined for one that was sent again. */
export function givenUpIn(row: Row): Waiting | undefined {
  const about = endpointOfRow(row);
  if (about === undefined) return undefined;
  const { state, due_sk: _, ...found } = readRow(shape, row);
  return state === 'lost' ? { ...about, ...found } : undefined;
}

/** Puts a row of the queue off as it is: it may be one that does not read. One that stands further behind stays there. */
export async function putOff(
  store: Pick<CompanionStore, 'companion' | 'writeCompanions'>,
  key: RowKey,
  at: Instant,
): Promise<void> {
  const { pk: _pk, sk: _sk, due_pk: _queue, due_sk, ...values } = (await store.companion(key)) ?? {};
  if (due_sk === undefined || String(due_sk) >= toIso(at)) return;
  const queued = { queue: WEBHOOK_QUEUE, at };
  try {
    await store.writeCompanions([{ key, values, queued, condition: { unchanged: { due_sk } }, conflict }]);
  } catch (error) {
    // Another run holds it, and gives it its place.
    if (!(error instanceof Contended)) throw error;
  }
}
