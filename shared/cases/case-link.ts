import { isStationId } from '../engine/scope.ts';
import type { Companion } from '../engine/storage/companion.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { type CaseKey, isCaseId, keyOf } from './case-key.ts';
import { caseKeyOf, leadingTo } from './row-parts.ts';

/** A partition of its own beside the case, since the sender may read these rows and no text. */
const linksPk = ({ station, id }: CaseKey): string => `S#${station}#J#${id}`;

/** The row that leads from a primary case to one that was linked to it. */
export const linkCompanion = (primary: CaseKey, linked: CaseKey): Companion => ({
  key: { pk: linksPk(primary), sk: linked.id },
  values: leadingTo(linked),
  condition: 'absent',
  conflict: 'version',
});

/** Cases that were linked to this one directly, at most `limit`; whether they still are, their own states say. */
export const linkedTo = async (
  store: Pick<CompanionStore, 'companions'>,
  key: CaseKey,
  limit: number,
): Promise<readonly CaseKey[]> => (await store.companions(linksPk(key), { limit })).map(caseKeyOf);

const LINKS_PK = /^S#([^#]+)#J#([^#]+)$/;

/** The primary case that a row leads from, if it is such a row. */
export function primaryIn(pk: string): CaseKey | undefined {
  const [, station = '', caseId = ''] = LINKS_PK.exec(pk) ?? [];
  return isStationId(station) && isCaseId(caseId) ? keyOf({ station, caseId }) : undefined;
}
