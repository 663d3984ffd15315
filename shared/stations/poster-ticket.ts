import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import { type Refused, refused } from '../engine/refused.ts';
import type { Scope } from '../engine/scope.ts';
import { oneTimeUse } from '../engine/storage/one-time-use.ts';
import { findPlace, findPlaceDetails } from './find-place.ts';
import type { Place } from './place.ts';
import type { Station } from './station.ts';
import type { StationRefusal } from './station-refusal.ts';
import type { StationWorld } from './station-world.ts';

/** Long enough to find the printer; a link that leaks opens nothing the next day. */
const VALID = 10 * MINUTE;

export interface PosterTicket {
  readonly ticket: string;
  readonly until: Instant;
  readonly refusal?: never;
}

/** Posters to print: of one place, or of every place of its station. */
export interface Posters {
  readonly places: readonly Place[];
  readonly station: Station | undefined;
  readonly refusal?: never;
}

type TicketWorld = Pick<StationWorld, 'store' | 'tickets'>;

/**
 * A link to posters for a browser, which cannot send a staff token when it opens a page. It says what it opens and
 * until when, signed, so that nothing has to be kept of it until it is opened, which it is once.
 */
export async function issuePosterTicket(
  world: TicketWorld & Pick<StationWorld, 'system'>,
  scope: Scope,
  { place: code, all }: { readonly place: string; readonly all: boolean },
  now: Instant,
): Promise<PosterTicket | Refused<StationRefusal>> {
  const place = await findPlace(world, code);
  if (place === undefined || place.station !== scope.station) return refused({ code: 'not-found' });
  const until = now + VALID;
  const claims = { place: place.code, all, jti: world.system.newToken() };
  return { ticket: await world.tickets.issue('posters', claims, until), until };
}

/** What a ticket opens, once. One that was never ours opens nothing and explains nothing. */
export async function openPosterTicket(
  world: TicketWorld,
  ticket: string,
  now: Instant,
): Promise<Posters | Refused<StationRefusal>> {
  const said = await world.tickets.open('posters', ticket, now);
  if (said === undefined) return refused({ code: 'not-found' });
  if (said === 'expired') return refused({ code: 'link-expired' });
  const around = await findPlaceDetails(world, said.place);
  if (around === undefined) return refused({ code: 'not-found' });
  const isFirst = await world.store.writeCompanions([
    oneTimeUse({ nonce: `posters-${said.jti}`, expiresAt: now + VALID }, 'link'),
  ]);
  if (!isFirst) return refused({ code: 'link-used' });
  const { place, otherPlaces, station } = around;
  return { station, places: said.all ? [place, ...otherPlaces] : [place] };
}
