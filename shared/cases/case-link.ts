import { isStationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { type CaseKey, isCaseId, keyOf } from './case-key.ts';
import { caseKeyOf, caseRefOf } from './row-parts.ts';

/** A partition apart from the case's own: the notify function may read these rows but no texts. */
const linksPk = ({ station, id }: CaseKey): string => `S#${station}#J#${id}`;

/** The row that links a case to its primary case. */
export const linkCompanion = (primary: CaseKey, linked: CaseKey): Companion => ({
  key: { pk: linksPk(primary), sk: linked.id },
  values: caseRefOf(linked),
  condition: 'absent',
  conflict: 'version',
});

/** Cases that were linked directly to this one, at most `limit`. Their own states tell whether they still are. */
export const linkedTo = async (
  store: Pick<CompanionStore, 'companions'>,
  key: CaseKey,
  limit: number,
): Promise<readonly CaseKey[]> => (await store.companions(linksPk(key), { limit })).map(caseKeyOf);

const LINKS_PK = /^S#([^#]+)#J#([^#]+)$/;

/** The primary case of a link row's partition; `undefined` for any other partition. */
export function primaryIn(pk: string): CaseKey | undefined {
  const [, station = '', caseId = ''] = LINKS_PK.exec(pk) ?? [];
  return isStationId(station) && isCaseId(caseId) ? keyOf({ station, caseId }) : undefined;
}
