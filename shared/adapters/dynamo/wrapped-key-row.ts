import * as z from 'zod/mini';
import type { RowKey } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import type { WrappedKeyPlace } from '../vault/stored-key.ts';
import { unlessBeaten } from './answer.ts';
import { notThereYet } from './conditions.ts';
import { getRow, putRow, type Table } from './rows.ts';

/** The key that seals every text, itself wrapped by the key service; one row for the whole table. */
export const wrappedKeyRow: RowKey = { pk: 'K#texts', sk: 'KEY#1' };

const shape = z.object({ wrapped: z.string().check(z.minLength(1)) });

/** The row of the table that keeps the wrapped key of sealed texts; written once, never changed. */
export const wrappedKeyIn = (table: Table): WrappedKeyPlace => ({
  async read() {
    const row = await getRow(table, wrappedKeyRow);
    if (row === undefined) return undefined;
    const parsed = shape.safeParse(row);
    // Never taken for absent: another key would be made, and nothing sealed so far would open again.
    if (!parsed.success) throw new Unreadable('the row of the wrapped key does not read');
    return parsed.data.wrapped;
  },
  async writeUnlessThere(wrapped) {
    await unlessBeaten(putRow(table, { ...wrappedKeyRow, wrapped }, notThereYet()));
  },
});
