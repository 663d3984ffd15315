import type { AggregateStore, CompanionStore } from '../../engine/storage/store.ts';
import type { Case } from '../case.ts';
import { type CaseKey, keyOf } from '../case-key.ts';
import { linkedTo } from '../case-link.ts';
import { CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';

/** The cases that joined one and are still in it, and those that had joined them before. */
export async function coReporterCases(
  store: AggregateStore & CompanionStore,
  primary: Case,
): Promise<readonly Case[]> {
  const linked: Case[] = [];
  const keys: CaseKey[] = [keyOf(primary)];
  for (const key of keys) {
    for (const one of await linkedTo(store, key, CO_REPORTERS_MAX)) {
      const found = await store.load(one);
      if (found === undefined || keys.length > CO_REPORTERS_MAX) continue;
      keys.push(one);
      // Who took theirs back hears no more, though whoever had joined them stays.
      if (found.status === 'duplicate') linked.push(found);
    }
  }
  return linked.filter(({ reporterLeft }) => reporterLeft !== true);
}
