import * as z from 'zod/mini';
import type { TallyStore } from '../../ports.ts';
import { tallyRow } from './keys.ts';
import { type Table, updateRow } from './rows.ts';
import { forgottenAfter } from './table.ts';

const shape = z.object({ count: z.int() });

/** One write for each count, and no read: the write itself says how many there are. */
export const tallies = (table: Table): TallyStore => ({
  async tally(name, by, expiresAt) {
    const changes = { set: forgottenAfter(expiresAt), add: { count: by } };
    return shape.parse(await updateRow(table, tallyRow(name), changes)).count;
  },
});
