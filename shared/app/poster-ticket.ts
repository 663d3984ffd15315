import { timingSafeEqual } from 'node:crypto';
import { type Instant, MINUTE } from '../domain/instant.ts';
import type { Scope } from '../domain/scope.ts';
import type { Place, Station } from '../records.ts';
import { findSurroundings } from './find-place.ts';
import { type Refused, refused } from './refused.ts';
import type { World } from './world.ts';

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
 * until when, signed, so that nothing has to be kept of it.
 */
export async function issuePosterTicket(
  world: TicketWorld,
  scope: Scope,
  { place: code, all }: { readonly place: string; readonly all: boolean },
  now: Instant,
): Promise<PosterTicket | Refused> {
  const place = await world.store.findPlace(code);
  if (place === undefined || place.station !== scope.station) return refused({ code: 'not-found' });
  const until = now + VALID;
  const said = [code, all ? 'all' : 'one', until].join('.');
  return { ticket: `${said}.${await signature(world, said)}`, until };
}

/** What a ticket opens; a wrong and an expired one are answered alike. */
export async function openPosterTicket(
  world: TicketWorld,
  ticket: string,
  now: Instant,
): Promise<Posters | Refused> {
  const [code = '', extent, until = '', signed = ''] = ticket.split('.');
  const said = [code, extent, until].join('.');
  const isOurs = equal(signed, await signature(world, said)) && Number(until) > now;
  const around = isOurs ? await findSurroundings(world, code) : undefined;
  if (around === undefined) return refused({ code: 'not-found' });
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
