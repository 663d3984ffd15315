import type { Instant } from '../engine/calendar/instant.ts';
import { type Refused, refused } from '../engine/refused.ts';
import type { Scope } from '../engine/scope.ts';
import type { Place } from './place.ts';
import type { StationRefusal } from './station-refusal.ts';
import type { StationWorld } from './station-world.ts';

export interface Replaced {
  /** The place under its new code. */
  readonly place: Place;
  readonly refusal?: never;
}

/** A billion endings, and one taken three times running: then something else is wrong. */
const TRIES_MAX = 3;

/**
 * Gives a place a new code, as when somebody put another one over its poster. The old code stays reserved for ever and
 * leads on to the place; who replaced it and when stands with it. Without a scope it is the operator's doing.
 */
export async function replaceCode(
  { store, system }: Pick<StationWorld, 'store' | 'system'>,
  code: string,
  scope: Scope | undefined,
  now: Instant,
): Promise<Replaced | Refused<StationRefusal>> {
  const place = await store.findPlace(code);
  if (place === undefined || (scope !== undefined && place.station !== scope.station)) {
    return refused({ code: 'not-found' });
  }
  for (let tries = 0; tries < TRIES_MAX && place.replaced === undefined; tries += 1) {
    const next = `${stemOf(code)}-${system.newId('p').slice(1, 1 + ENDING)}`;
    const replaced = { code: next, at: now, ...(scope && { by: scope.person }) };
    const outcome = await store.replaceCode(place, replaced);
    if (outcome === 'replaced') return { place: { ...place, code: next } };
    if (outcome === 'replaced-before') break;
  }
  return refused({ code: 'code-replaced' });
}

/** Thirty random bits: whoever has a photograph of the old poster cannot print the new one. */
const ENDING = 6;
const STEM_MAX = 50;

/** What people recognise of a code, without the ending of an earlier replacement. */
const stemOf = (code: string): string => code.replace(/-[a-z2-7]{6}$/, '').slice(0, STEM_MAX);
