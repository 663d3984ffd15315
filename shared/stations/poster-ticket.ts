import { timingSafeEqual } from 'node:crypto';
import type { World } from '../cases/world.ts';
import { type Instant, MINUTE } from '../engine/calendar/instant.ts';
import { oneTimeUse } from '../engine/one-time-use.ts';
import { type Refused, refused } from '../engine/refused.ts';
import type { Scope } from '../engine/scope.ts';
import { findPlace, findSurroundings } from './find-place.ts';
import type { Place } from './place.ts';
import type { Station } from './station.ts';
import type { StationRefusal } from './station-refusal.ts';

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

type TicketWorld = Pick<World, 'store' | 'vault'>;

/**
 * A link to posters for a browser, which cannot send a staff token when it opens a page. It says what it opens and
 * until when, signed, so that nothing has to be kept of it until it is opened, which it is once.
 */
export async function issuePosterTicket(
  world: TicketWorld & Pick<World, 'system'>,
  scope: Scope,
  { place: code, all }: { readonly place: string; readonly all: boolean },
  now: Instant,
): Promise<PosterTicket | Refused<StationRefusal>> {
  const place = await findPlace(world, code);
  if (place === undefined || place.station !== scope.station) return refused({ code: 'not-found' });
  const until = now + VALID;
  const said = [place.code, all ? 'all' : 'one', until, world.system.newToken()].join('.');
  return { ticket: `${said}.${await signature(world, said)}`, until };
}

/** What a ticket opens, once. One that was never ours opens nothing and explains nothing. */
export async function openPosterTicket(
  world: TicketWorld,
  ticket: string,
  now: Instant,
): Promise<Posters | Refused<StationRefusal>> {
  const [code = '', extent, until = '', random, signed = ''] = ticket.split('.');
  const said = [code, extent, until, random].join('.');
  if (!equal(signed, await signature(world, said))) return refused({ code: 'not-found' });
  if (Number(until) <= now) return refused({ code: 'link-expired' });
  const around = await findSurroundings(world, code);
  if (around === undefined) return refused({ code: 'not-found' });
  const isFirst = await world.store.writeCompanions([
    oneTimeUse({ nonce: `posters-${random}`, expiresAt: Number(until) }, 'link'),
  ]);
  if (!isFirst) return refused({ code: 'link-used' });
  const { place, otherPlaces, station } = around;
  return { station, places: extent === 'all' ? [place, ...otherPlaces] : [place] };
}

/** No submission's content begins like this, so neither hash can ever stand for the other. */
const signature = ({ vault }: TicketWorld, said: string): Promise<string> =>
  vault.keyedHash(`posters ${said}`);

function equal(given: string, right: string): boolean {
  const [one, other] = [Buffer.from(given), Buffer.from(right)];
  return one.length === other.length && timingSafeEqual(one, other);
}
