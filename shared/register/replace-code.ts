import type { Instant } from '../engine/calendar/instant.ts';
import { defined } from '../engine/defined.ts';
import { type Refused, refused } from '../engine/refused.ts';
import { type Scope, staffActor } from '../engine/scope.ts';
import { placeRow } from '../stations/keys.ts';
import type { Place } from '../stations/place.ts';
import type { StationRefusal } from '../stations/station-refusal.ts';
import { placeRows } from './enter.ts';
import { operator, record } from './record.ts';
import type { ChangedMeanwhile } from './register.ts';
import type { RegisterWorld } from './register-world.ts';

export interface Replaced {
  /** The place under its new code. */
  readonly place: Place;
  readonly refusal?: never;
}

/**
 * Gives a place a new code, for instance after its poster was pasted over with a false code. The old code stays
 * reserved and still leads to the place; its row and the register record when it was replaced and by whom, the row of the
 * new code also why. Without a
 * scope, the operator replaces it.
 */
export async function replaceCode(
  world: RegisterWorld,
  code: string,
  scope: Scope | undefined,
  now: Instant,
  reason?: string,
): Promise<Replaced | Refused<StationRefusal | ChangedMeanwhile>> {
  const { store, system } = world;
  const found = await store.findPlace(code);
  if (found === undefined || (scope !== undefined && found.station !== scope.station)) {
    return refused({ code: 'not-found' });
  }
  const registrar = scope ? { by: staffActor(scope), now } : operator(now);
  let renamed: Place | undefined;
  const outcome = await record(world, found.station, registrar, async () => {
    const place = await store.findPlace(code);
    if (place === undefined || place.replaced !== undefined) return refused({ code: 'code-replaced' });
    // Another try gets another ending, in case this one was given to a place already.
    const by = scope && { by: scope.person };
    renamed = {
      ...place,
      code: `${stemOf(code)}-${system.newId('p').slice(1, 1 + ENDING_LENGTH)}`,
      renewed: { from: code, at: now, ...by, ...defined({ reason }) },
    };
    const old = { ...place, replaced: { code: renamed.code, at: now, ...by } };
    return [
      {
        fact: 'place-replaced',
        rows: placeRows(old).map((row) => ({ ...row, known: 'there' })),
        from: [placeRow(code)],
      },
      { fact: 'place-entered', rows: placeRows(renamed).map((row) => ({ ...row, known: 'new' })) },
    ];
  });
  if (outcome.refusal) {
    return refused({ code: passedOn.find((one) => one === outcome.refusal.code) ?? 'code-replaced' });
  }
  if (renamed === undefined) throw new Error('a code was replaced by none');
  return { place: renamed };
}

/** Refusals that are passed on; of all others it is enough that the code cannot be replaced. */
const passedOn = ['changed-meanwhile', 'register-changed'] as const;

/** 30 random bits, so that the new code cannot be guessed from the old poster. */
const ENDING_LENGTH = 6;
const STEM_LENGTH_MAX = 50;

/** The readable part of a code, without the ending of an earlier replacement. */
const stemOf = (code: string): string => code.replace(/-[a-z2-7]{6}$/, '').slice(0, STEM_LENGTH_MAX);
