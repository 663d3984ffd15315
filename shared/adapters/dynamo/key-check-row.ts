import * as z from 'zod/mini';
import type { RowKey } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import type { KeyCheckPlace } from '../vault/checked-key.ts';
import type { KeyUse } from '../vault/key-use.ts';
import { ifConditionHolds } from './answer.ts';
import { notThereYet } from './conditions.ts';
import { getRow, type NamedTable, putRow } from './rows.ts';
import { wrappedKeyRows } from './wrapped-key-row.ts';

/** The row of the check value of a use, in the partition of its wrapped key, which the same functions may write. */
export const keyCheckRow = (use: KeyUse): RowKey => ({ pk: wrappedKeyRows[use].pk, sk: 'CHECK#1' });

const shape = z.object({ check: z.string().check(z.minLength(1)) });

/** Stores the check value of a use's key in the table. It is written once and never changed. */
export const keyCheckIn = (table: NamedTable, use: KeyUse): KeyCheckPlace => ({
  async read() {
    const row = await getRow(table, keyCheckRow(use));
    if (row === undefined) return undefined;
    const parsed = shape.safeParse(row);
    // An unreadable value is an error and does not count as absent: any key would pass then.
    if (!parsed.success) throw new Unreadable('the row of the key check does not read');
    return parsed.data.check;
  },
  async writeUnlessThere(check) {
    await ifConditionHolds(putRow(table, { ...keyCheckRow(use), check }, notThereYet()));
  },
});
