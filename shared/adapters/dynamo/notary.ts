import * as z from 'zod/mini';
import type { NotaryStore } from '../../engine/notary/notary-store.ts';
import { factSk, READ, readLogPk, readRow, stateRow } from '../../engine/storage/keys.ts';
import { readRecordIn } from '../../engine/storage/read-log.ts';
import { count } from '../../engine/storage/row-parts.ts';
import { chainRows, factsIn } from './chain-rows.ts';
import { queryAll, queryingOnly, queryRows, type Table } from './rows.ts';

const headAttributes = ['pk', 'sk', 'version', 'head'];
const headShape = z.object({ version: count, head: z.string() });
const readAttributes = ['pk', 'sk', 'read', 'previousHash', 'hash'];

/**
 * What the notary reads of the table. Everything is a query of these attributes, so that it needs no permission for any
 * other: the same partitions hold sealed texts.
 */
export const notaryStore = (table: Table): NotaryStore => ({
  async findHead(key) {
    const { pk, sk } = stateRow(key);
    const { rows } = await queryRows(table, {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk = :sk',
      ...queryingOnly(headAttributes),
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
    });
    const [row] = rows;
    return row && (headShape.safeParse(row).data ?? 'unreadable');
  },

  factsBehind: async (key, after, through) =>
    factsIn(await chainRows(table, key, factSk(after + 1, through))),

  async readsBehind(key, number, limit) {
    const query = {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
      ...queryingOnly(readAttributes),
      ExpressionAttributeValues: {
        ':pk': readLogPk(key),
        ':from': readRow(key, number + 1).sk,
        ':through': `${READ}~`,
      },
    };
    return (await queryAll(table, query, limit)).map(readRecordIn);
  },
});
