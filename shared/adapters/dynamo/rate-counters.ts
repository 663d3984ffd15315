import * as z from 'zod/mini';
import type { RateCounterStore } from '../../cases/intake/rate-counter-store.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { type Table, updateRow } from './rows.ts';
import { forgottenAfter } from './table.ts';

/** A counter of an hour. */
const rateCounterRow = (name: string): RowKey => ({ pk: `B#${name}`, sk: 'B' });

const shape = z.object({ count: z.int() });

/** One write for each count, and no read: the write itself says how many there are. */
export const rateCounters = (table: Table): RateCounterStore => ({
  async countUp(name, by, expiresAt) {
    const changes = { set: forgottenAfter(expiresAt), add: { count: by } };
    return shape.parse(await updateRow(table, rateCounterRow(name), changes)).count;
  },
});
