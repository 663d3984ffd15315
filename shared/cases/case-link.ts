import { isStationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { Row } from '../engine/storage/row.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { type CaseKey, isCaseId, keyOf } from './case-key.ts';
import { caseKeyOf, caseRefOf } from './stored/row-parts.ts';

/** A partition apart from the case's own: the notify function may read these rows but no texts. */
const linksPk = ({ station, id }: CaseKey): string => `S#${station}#J#${id}`;

type Links = Pick<CompanionStore, 'companion' | 'companions'>;

/** The row that links a case to its primary case. */
export const linkCompanion = (primary: CaseKey, linked: CaseKey): Companion => ({
  key: { pk: linksPk(primary), sk: linked.id },
  values: caseRefOf(linked),
  condition: 'absent',
  conflict: 'version',
});

/** The row as it is written now: for the first time, or over the row of a link that was undone. */
async function written(store: Links, companion: Companion, change: Row = {}): Promise<Companion> {
  const row = await store.companion(companion.key);
  const values = { ...companion.values, ...change };
  return row === undefined
    ? { ...companion, values }
    : { ...companion, values, condition: { unchanged: { undone: row.undone } } };
}

/** The row of a new link, also where the two cases were linked before. */
export const newLink = (store: Links, primary: CaseKey, linked: CaseKey): Promise<Companion> =>
  written(store, linkCompanion(primary, linked));

/** The row of a link that was undone. It stays, so that the rows of a case and its history agree. */
export const undoneLink = (store: Links, primary: CaseKey, linked: CaseKey): Promise<Companion> =>
  written(store, linkCompanion(primary, linked), { undone: true });

/**
 * Cases that were linked directly to this one and not unlinked again, at most `limit`. Their own states tell whether
 * their reporters have left.
 */
export const linkedTo = async (store: Links, key: CaseKey, limit: number): Promise<readonly CaseKey[]> =>
  (await store.companions(linksPk(key), { limit }))
    .filter(({ undone }) => undone === undefined)
    .map(caseKeyOf);

const LINKS_PK = /^S#([^#]+)#J#([^#]+)$/;

/** The primary case of a link row's partition; `undefined` for any other partition. */
export function primaryIn(pk: string): CaseKey | undefined {
  const [, station = '', caseId = ''] = LINKS_PK.exec(pk) ?? [];
  return isStationId(station) && isCaseId(caseId) ? keyOf({ station, caseId }) : undefined;
}
