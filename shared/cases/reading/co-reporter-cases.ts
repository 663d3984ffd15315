import type { AggregateStore, CompanionStore } from '../../engine/storage/store.ts';
import type { Case, CaseCore } from '../case.ts';
import { keyOf } from '../case-key.ts';
import { linkedTo } from '../case-link.ts';
import { CO_REPORTERS_MAX } from '../decisions/co-reporters.ts';

type LinkStore = Pick<AggregateStore, 'load'> & CompanionStore;

/**
 * All cases that are linked to `primary`, directly or through another linked case, also those whose reporters have left
 * and may come back; at most `CO_REPORTERS_MAX`. Nothing is read where nothing was ever linked.
 */
export async function linkedCases(
  store: LinkStore,
  primary: Pick<CaseCore, 'station' | 'caseId' | 'linked'>,
): Promise<readonly Case[]> {
  const linked: Case[] = [];
  const followed = [primary];
  for (const one of followed) {
    if (one.linked === undefined) continue;
    const keys = await linkedTo(store, keyOf(one), CO_REPORTERS_MAX);
    for (const found of await Promise.all(keys.map((key) => store.load(key)))) {
      if (found?.duplicateOf !== one.caseId || linked.length >= CO_REPORTERS_MAX) continue;
      linked.push(found);
      followed.push(found);
    }
  }
  return linked;
}

/** The cases that are linked to `primary`, directly or through another linked case, and whose reporters follow it. */
export const coReporterCases = async (store: LinkStore, primary: Case): Promise<readonly Case[]> =>
  // A withdrawn case gets no more messages, but the cases linked to it still do.
  (await linkedCases(store, primary)).filter(
    ({ status, reporterLeft }) => status === 'duplicate' && reporterLeft !== true,
  );
