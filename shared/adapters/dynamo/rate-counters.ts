import * as z from 'zod/mini';
import type { RateCounterStore } from '../../cases/intake/rate-counter-store.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import { type Table, updateRow } from './rows.ts';
import { expiresAfter } from './table.ts';

const rateCounterRow = (name: string): RowKey => ({ pk: `B#${name}`, sk: 'B' });

const shape = z.object({ count: z.int() });

/** One write per count and no read: the update returns the new count. */
export const rateCounters = (table: Table): RateCounterStore => ({
  async countUp(name, by, expiresAt) {
    const changes = { set: expiresAfter(expiresAt), add: { count: by } };
    return shape.parse(await updateRow(table, rateCounterRow(name), changes)).count;
  },
});
