import type { AggregateStore } from '../../engine/storage/store.ts';
import type { Case } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';

/**
 * The cases that took a case in, one after the other, the one that is worked on last. Empty where it stands by itself
 * or where the other is missing, which the prover names. Each hop brought at least one report along, so no path is
 * longer than the most that one case takes in.
 */
export async function primariesOf(
  world: { readonly store: AggregateStore },
  found: Case,
): Promise<readonly Case[]> {
  const path: Case[] = [];
  for (let last = found; last.duplicateOf !== undefined && path.length < CO_REPORTERS_MAX; ) {
    const next = await world.store.load(keyOf({ station: found.station, caseId: last.duplicateOf }));
    if (next === undefined) break;
    path.push(next);
    last = next;
  }
  return path;
}
