import * as z from 'zod/mini';
import { onFirstUse } from '../../engine/on-first-use.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { Unreadable } from '../../engine/storage/store-errors.ts';
import type { SecretUse } from '../vault/key-use.ts';
import type { WrappedKeyPlace } from '../vault/stored-key.ts';
import { ifConditionHolds } from './answer.ts';
import { notThereYet } from './conditions.ts';
import { getRow, type NamedTable, putRow } from './rows.ts';

/** The row of the wrapped key of a use, one in the whole table. The number is that of the key. */
export const wrappedKeyRow = (use: SecretUse): RowKey => ({ pk: `K#${use}`, sk: 'KEY#1' });

const shape = onFirstUse(() => z.object({ wrapped: z.string().check(z.minLength(1)) }));

/** Stores the wrapped key of a use in the table. It is written once and never changed. */
export const wrappedKeyIn = (table: NamedTable, use: SecretUse): WrappedKeyPlace => ({
  async read() {
    const row = await getRow(table, wrappedKeyRow(use));
    if (row === undefined) return undefined;
    const parsed = shape().safeParse(row);
    // An unreadable row is an error and does not count as absent: a new key would match nothing that is stored.
    if (!parsed.success) throw new Unreadable('the row of the wrapped key does not read');
    return parsed.data.wrapped;
  },
  async writeUnlessThere(wrapped) {
    await ifConditionHolds(putRow(table, { ...wrappedKeyRow(use), wrapped }, notThereYet()));
  },
});
