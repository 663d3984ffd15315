import { type Refused, refused } from '../cases/refused.ts';
import type { Instant } from '../engine/calendar/instant.ts';
import type { StationId } from '../engine/scope.ts';
import type { AggregateStore, CompanionStore } from '../engine/storage/store.ts';
import { givenUpOf, sendOldestAgain } from './given-up.ts';
import type { Waiting } from './webhook-rows.ts';
import type { Endpoint } from './webhooks.ts';
import { webhooksKey } from './webhooks-key.ts';

/** How many given-up events of one endpoint are listed, or sent again, at once. */
export const GIVEN_UP_MAX = 50;

/** An endpoint and the events that did not reach it, the newest first; `more` where there are older ones. */
export interface ListedEndpoint {
  readonly endpoint: Endpoint;
  readonly givenUp: readonly Waiting[];
  readonly more: boolean;
}

type Store = Pick<AggregateStore, 'load'> & Pick<CompanionStore, 'companions' | 'writeCompanions'>;

/** The endpoints of a station. */
export async function endpointsOfStation(
  { store }: { readonly store: Store },
  station: StationId,
): Promise<readonly ListedEndpoint[]> {
  const endpoints = (await store.load(webhooksKey(station)))?.endpoints ?? [];
  return Promise.all(
    endpoints.map(async (endpoint) => {
      const { events, more } = await givenUpOf(store, station, endpoint.id, GIVEN_UP_MAX);
      return { endpoint, givenUp: events, more };
    }),
  );
}

export interface EventsSentAgain {
  /** How many are due again by this call. */
  readonly again: number;
  /** There are more than one call takes. */
  readonly more: boolean;
  readonly refusal?: never;
}

export interface AskedAgain {
  readonly station: StationId;
  readonly name: string;
  /** The client's id of this request: a repeat sends nothing more, and gets the same answer. */
  readonly commandId?: string | undefined;
}

/** Makes the oldest given-up events of an endpoint due, as if no attempt had been made. They are tried within five minutes. */
export async function sendEventsAgain(
  { store }: { readonly store: Store },
  { station, name, commandId }: AskedAgain,
  now: Instant,
): Promise<EventsSentAgain | Refused> {
  const found = await store.load(webhooksKey(station));
  const endpoint = found?.endpoints.find((one) => one.name === name);
  if (endpoint === undefined) return refused({ code: 'not-found' });
  const again = { station, endpoint: endpoint.id, limit: GIVEN_UP_MAX, commandId };
  return sendOldestAgain(store, again, now);
}
