import type { Companion } from '../../engine/storage/companion.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import { notThereYet, stillAs } from './conditions.ts';
import { getRow, queryAll, type Table } from './rows.ts';
import { expiresAfter } from './table.ts';
import { type GuardedRow, writeAll } from './transaction.ts';

export const companions = (table: Table): CompanionStore => ({
  companion: (key) => getRow(table, key),

  companions(pk, { from = '', through = '~', newestFirst, limit }) {
    const isWhole = from === '' && through === '~';
    const query = {
      ConsistentRead: true,
      KeyConditionExpression: isWhole ? '#pk = :pk' : '#pk = :pk AND #sk BETWEEN :from AND :through',
      ExpressionAttributeNames: { '#pk': 'pk', ...(!isWhole && { '#sk': 'sk' }) },
      ExpressionAttributeValues: { ':pk': pk, ...(!isWhole && { ':from': from, ':through': through }) },
      ScanIndexForward: newestFirst !== true,
    };
    return queryAll(table, query, limit);
  },

  writeCompanions: async (written) => (await writeAll(table, written.map(guardedCompanion))).ok,
});

/** A companion as a row of a transaction. */
export const guardedCompanion = ({ key, values, expiresAt, condition, conflict }: Companion): GuardedRow => ({
  row: { ...key, ...values, ...(expiresAt !== undefined && expiresAfter(expiresAt)) },
  condition: condition === 'absent' ? notThereYet() : stillAs(condition.unchanged),
  conflict,
});
