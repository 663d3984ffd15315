import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import type { KeyCheckPlace } from '../vault/checked-key.ts';
import { ifConditionHolds } from './answer.ts';
import { notThereYet } from './conditions.ts';
import { getRow, type NamedTable, putRow } from './rows.ts';

/** The row of the check value of a key, in the partition of the key's own row, which the same functions may write. */
export const keyCheckRow = ({ pk }: RowKey): RowKey => ({ pk, sk: 'CHECK#1' });

const shape = onFirstUse(() => z.object({ check: z.string().check(z.minLength(1)) }));

/** Stores the check value of a key in the table. It is written once and never changed. */
export const keyCheckIn = (table: NamedTable, key: RowKey): KeyCheckPlace => ({
  async read() {
    const row = await getRow(table, keyCheckRow(key), ['pk', 'sk', 'check']);
    if (row === undefined) return undefined;
    const parsed = shape().safeParse(row);
    // An unreadable value is an error and does not count as absent: any key would pass then.
    if (!parsed.success) throw new Unreadable('the row of the key check does not read');
    return parsed.data.check;
  },
  async writeUnlessThere(check) {
    await ifConditionHolds(putRow(table, { ...keyCheckRow(key), check }, notThereYet()));
  },
});
