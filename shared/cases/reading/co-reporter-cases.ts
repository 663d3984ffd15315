import type { AggregateStore, CompanionStore } from '../../engine/storage/store.ts';
import type { Case } from '../case.ts';
import { type CaseKey, keyOf } from '../case-key.ts';
import { linkedTo } from '../case-link.ts';
import { CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';

/** All cases that are linked to `primary`, directly or through another linked case, and whose reporter has not left. */
export async function coReporterCases(
  store: AggregateStore & CompanionStore,
  primary: Case,
): Promise<readonly Case[]> {
  const linked: Case[] = [];
  const keys: CaseKey[] = [keyOf(primary)];
  for (const key of keys) {
    for (const one of await linkedTo(store, key, CO_REPORTERS_MAX)) {
      const found = await store.load(one);
      if (found === undefined || found.duplicateOf !== key.id || keys.length > CO_REPORTERS_MAX) continue;
      keys.push(one);
      // A withdrawn case gets no more messages, but the cases linked to it still do.
      if (found.status === 'duplicate') linked.push(found);
    }
  }
  return linked.filter(({ reporterLeft }) => reporterLeft !== true);
}
