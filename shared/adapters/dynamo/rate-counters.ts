import * as z from 'zod/mini';
import type { RateCounterStore } from '../../cases/intake/rate-counter-store.ts';
import type { RowKey } from '../../engine/storage/row.ts';
import type { BudgetCounters } from '../channels/rate-budget.ts';
import { getRow, type Table, updateRow } from './rows.ts';
import { expiresAfter } from './table.ts';

/** A counter that expires by itself. */
export const rateCounterRow = (name: string): RowKey => ({ pk: `B#${name}`, sk: 'B' });

const shape = z.object({ count: z.int() });

/** How many messages a channel took in a minute, and how many short ones a station paid for on a day; it expires by itself. */
export const channelMinuteRow = (name: string): RowKey => ({ pk: `W#${name}`, sk: 'W' });

/** One write per count and no read: the update returns the new count. */
export const rateCounters = (table: Table): RateCounterStore => countersIn(table, rateCounterRow);

export const channelMinutes = (table: Table): BudgetCounters => countersIn(table, channelMinuteRow);

/** What such a counter stands at. */
export const channelCount =
  (table: Table) =>
  async (name: string): Promise<number> => {
    const row = await getRow(table, channelMinuteRow(name));
    return row === undefined ? 0 : shape.parse(row).count;
  };

const countersIn = (table: Table, rowOf: (name: string) => RowKey): RateCounterStore => ({
  async countUp(name, by, expiresAt) {
    const changes = { set: expiresAfter(expiresAt), add: { count: by } };
    return shape.parse(await updateRow(table, rowOf(name), changes)).count;
  },
});
