import * as z from 'zod/mini';
import { onFirstUse } from '../on-first-use.ts';
import { rootIn, rootPk } from '../storage/keys.ts';
import type { Row } from '../storage/row.ts';
import { count, readRow, unreadable } from '../storage/row-parts.ts';
import type { CompanionStore } from '../storage/store.ts';
import type { DailyRoot } from './statement.ts';

/** About a week of fifty stations, or a year of one. A person who wants to hold us to older ones has kept them. */
const ROOTS_MAX = 400;

/**
 * The daily roots of all stations, the newest first. They say nothing about a case, and anybody who keeps one can show
 * later that history was another one then.
 */
export async function publishedRoots(
  store: Pick<CompanionStore, 'companions'>,
): Promise<readonly DailyRoot[]> {
  const rows = await store.companions(rootPk, { newestFirst: true, limit: ROOTS_MAX });
  return rows.map(dailyRootIn);
}

const shape = onFirstUse(() => z.object({ chains: count, root: z.string().check(z.minLength(1)) }));

function dailyRootIn(row: Row): DailyRoot {
  const place = rootIn({ pk: String(row.pk), sk: String(row.sk) });
  if (place === undefined) throw unreadable(row, 'sk');
  return { ...place, ...readRow(shape, row) };
}
