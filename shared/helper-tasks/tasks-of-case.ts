import type { CaseKey } from '../cases/case-key.ts';
import type { Companion } from '../engine/storage/companion.ts';
import { unreadable } from '../engine/storage/row-parts.ts';
import type { CompanionStore } from '../engine/storage/store.ts';
import { type HelperTaskKey, helperTaskKey, isHelperTaskId } from './helper-task-key.ts';

/** How often helpers may be asked about one case. */
export const HELPERS_MAX = 12;

/** A partition apart from the case's own, so that a function may read it and no texts of the case. */
const tasksPk = ({ station, id }: Pick<CaseKey, 'station' | 'id'>): string => `S#${station}#A#${id}`;

/** The row by which a task is found from its case. */
export const taskOfCaseCompanion = (of: CaseKey, { id }: HelperTaskKey): Companion => ({
  key: { pk: tasksPk(of), sk: id },
  values: {},
  condition: 'absent',
  conflict: 'helper-link',
});

/** The tasks of a case, in no particular order. */
export async function tasksOfCase(
  store: Pick<CompanionStore, 'companions'>,
  of: CaseKey,
): Promise<readonly HelperTaskKey[]> {
  const rows = await store.companions(tasksPk(of), { limit: HELPERS_MAX });
  return rows.map((row) => {
    const id = String(row.sk);
    if (!isHelperTaskId(id)) throw unreadable(row, 'sk');
    return helperTaskKey(of.station, id);
  });
}
