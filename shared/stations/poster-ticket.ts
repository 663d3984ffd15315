import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import { type Refused, refused } from '../engine/refused.ts';
import type { Scope } from '../engine/scope.ts';
import { oneTimeUse } from '../engine/storage/one-time-use.ts';
import { findPlace, findPlaceDetails } from './find-place.ts';
import type { Place } from './place.ts';
import type { Station } from './station.ts';
import type { StationRefusal } from './station-refusal.ts';
import type { StationWorld } from './station-world.ts';

/** Long enough to print; short, so that a leaked link soon becomes useless. */
const VALID_MS = 10 * MINUTE;

export interface PosterTicket {
  readonly ticket: string;
  readonly until: Instant;
  readonly refusal?: never;
}

/** Posters to print, for one place or for every place of its station. */
export interface Posters {
  readonly places: readonly Place[];
  readonly station: Station | undefined;
  readonly refusal?: never;
}

type TicketWorld = Pick<StationWorld, 'store' | 'tickets'>;

/**
 * Issues a ticket for a link to posters, since a browser cannot send a staff token when it opens a page. The ticket
 * holds its claims and expiry, signed, so nothing is stored before its one use.
 */
export async function issuePosterTicket(
  world: TicketWorld & Pick<StationWorld, 'system'>,
  scope: Scope,
  { place: code, all }: { readonly place: string; readonly all: boolean },
  now: Instant,
): Promise<PosterTicket | Refused<StationRefusal>> {
  const place = await findPlace(world, code);
  if (place === undefined || place.station !== scope.station) return refused({ code: 'not-found' });
  const until = now + VALID_MS;
  const claims = { place: place.code, all, jti: world.system.newToken() };
  return { ticket: await world.tickets.issue('posters', claims, until), until };
}

/**
 * Uses a ticket, once. A ticket that was not issued here gets `not-found`, without a reason.
 * @param isHead only says what would become of it, and leaves it unused
 */
export async function openPosterTicket(
  world: TicketWorld,
  { ticket, isHead }: { readonly ticket: string; readonly isHead: boolean },
  now: Instant,
): Promise<Posters | Refused<StationRefusal>> {
  const claims = await world.tickets.open('posters', ticket, now);
  if (claims === undefined) return refused({ code: 'not-found' });
  if (claims === 'expired') return refused({ code: 'link-expired' });
  // What is printed hangs for years: a code that was replaced a moment ago must not be on it.
  const details = await findPlaceDetails(world, claims.place, 'latest');
  if (details === undefined) return refused({ code: 'not-found' });
  const use = oneTimeUse({ nonce: `posters-${claims.jti}`, expiresAt: now + VALID_MS }, 'link');
  const isFirst = isHead
    ? (await world.store.companion(use.key)) === undefined
    : await world.store.writeCompanions([use]);
  if (!isFirst) return refused({ code: 'link-used' });
  const { place, otherPlaces, station } = details;
  return { station, places: claims.all ? [place, ...otherPlaces] : [place] };
}
