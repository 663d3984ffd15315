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

/** With 2^30 endings, three collisions in a row mean a defect. */
const TRIES_MAX = 3;

/**
 * Gives a place a new code, for instance after its poster was pasted over with a false code. The old code stays
 * reserved and still leads to the place; its row records when it was replaced and by whom. Without a scope, the
 * operator replaces it.
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
    const next = `${stemOf(code)}-${system.newId('p').slice(1, 1 + ENDING_LENGTH)}`;
    const replaced = { code: next, at: now, ...(scope && { by: scope.person }) };
    const outcome = await store.replaceCode(place, replaced);
    if (outcome === 'replaced') return { place: { ...place, code: next } };
    if (outcome === 'replaced-before') break;
  }
  return refused({ code: 'code-replaced' });
}

/** 30 random bits, so that the new code cannot be guessed from the old poster. */
const ENDING_LENGTH = 6;
const STEM_LENGTH_MAX = 50;

/** The readable part of a code, without the ending of an earlier replacement. */
const stemOf = (code: string): string => code.replace(/-[a-z2-7]{6}$/, '').slice(0, STEM_LENGTH_MAX);
