import type { Case } from '../domain/case.ts';
import { type CaseKey, keyOf } from '../domain/case-key.ts';
import { NEIGHBOURS_MAX } from '../domain/neighbours.ts';
import type { CaseStore } from '../ports.ts';

/** The cases that joined one and are still in it, and those that had joined them before. */
export async function neighbourCases(
  store: Pick<CaseStore, 'joinedTo' | 'load'>,
  survivor: Case,
): Promise<readonly Case[]> {
  const joined: Case[] = [];
  const keys: CaseKey[] = [keyOf(survivor)];
  for (const key of keys) {
    for (const one of await store.joinedTo(key, NEIGHBOURS_MAX)) {
      const found = await store.load(one);
      if (found === undefined || keys.length > NEIGHBOURS_MAX) continue;
      keys.push(one);
      // Who took theirs back hears no more, though whoever had joined them stays.
      if (found.status === 'duplicate') joined.push(found);
    }
  }
  return joined.filter(({ reporterLeft }) => reporterLeft !== true);
}
