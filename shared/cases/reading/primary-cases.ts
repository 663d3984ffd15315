import type { AggregateStore } from '../../engine/storage/store.ts';
import type { Case } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';

/**
 * The chain of primary cases of a case: its own, that one's, and so on; the last one is being worked on. Empty where
 * the case is not linked, or where its primary case is missing, which the prover reports. Each link adds at least one
 * report to the count of the last case, so no chain is longer than `CO_REPORTERS_MAX`.
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
