import * as z from 'zod/mini';
import type { RowKey } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import type { KeyUse } from '../vault/key-use.ts';
import type { WrappedKeyPlace } from '../vault/stored-key.ts';
import { ifConditionHolds } from './answer.ts';
import { notThereYet } from './conditions.ts';
import { getRow, putRow, type Table } from './rows.ts';

/** The rows of the wrapped keys, one for each use in the whole table. */
export const wrappedKeyRows: Readonly<Record<KeyUse, RowKey>> = {
  texts: { pk: 'K#texts', sk: 'KEY#1' },
  phones: { pk: 'K#phones', sk: 'KEY#1' },
};

const shape = z.object({ wrapped: z.string().check(z.minLength(1)) });

/** Stores the wrapped key of a use in the table. It is written once and never changed. */
export const wrappedKeyIn = (table: Table, use: KeyUse = 'texts'): WrappedKeyPlace => ({
  async read() {
    const row = await getRow(table, wrappedKeyRows[use]);
    if (row === undefined) return undefined;
    const parsed = shape.safeParse(row);
    // An unreadable row is an error and does not count as absent: a new key would make all sealed texts unreadable.
    if (!parsed.success) throw new Unreadable('the row of the wrapped key does not read');
    return parsed.data.wrapped;
  },
  async writeUnlessThere(wrapped) {
    await ifConditionHolds(putRow(table, { ...wrappedKeyRows[use], wrapped }, notThereYet()));
  },
});
