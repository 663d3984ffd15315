import * as z from 'zod/mini';
import { fromIso, toIso } from '../../engine/calendar/instant.ts';
import type { DueRow } from '../../engine/storage/due-row.ts';
import { aggregateKeyIn, deliveryRow, stateRow, subjectIn } from '../../engine/storage/keys.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import type { DueStore } from '../../engine/storage/store.ts';
import { ifConditionHolds } from './answer.ts';
import { stillDueAt } from './conditions.ts';
import { getRow, queryRows, type Table, updateRow } from './rows.ts';
import { indexes } from './table.ts';

export const due = (table: Table): DueStore => ({
  shardsPerLane: table.shardsPerLane,

  async due(lane, shard, now, limit, cursor) {
    const found = await queryRows(table, {
      IndexName: indexes.due,
      KeyConditionExpression: '#due_pk = :lane AND #due_sk <= :now',
      ExpressionAttributeNames: { '#due_pk': 'due_pk', '#due_sk': 'due_sk' },
      ExpressionAttributeValues: { ':lane': `${lane}#${shard}`, ':now': toIso(now) },
      Limit: limit,
      ...(cursor !== undefined && { ExclusiveStartKey: keyFrom(cursor) }),
    });
    return { rows: found.rows.flatMap(dueRowIn), ...(found.last && { next: textOf(found.last) }) };
  },

  async timesParked(row) {
    const found = await getRow(table, keyOfDue(row));
    return z.parse(z._default(z.int(), 0), found?.parked_attempts);
  },

  /** Changes only index attributes, so it works on a row whose body does not parse. The next commit resets them. */
  async park(row, until) {
    const changes = { set: { due_sk: toIso(until) }, add: { parked_attempts: 1 } };
    const changed = await ifConditionHolds(updateRow(table, keyOfDue(row), changes, stillDueAt(row.dueAt)));
    return changed && z.parse(z.int(), changed.parked_attempts);
  },
});

const keyOfDue = (row: DueRow): RowKey =>
  row.row === 'aggregate' ? stateRow(row.key) : deliveryRow(row.subject);

const shape = z.object({ pk: z.string(), sk: z.string(), due_pk: z.string(), due_sk: z.string() });

/** Skips a row whose key does not parse, so that it does not block the rows after it. */
function dueRowIn(row: Row): readonly DueRow[] {
  const { pk, sk, due_sk } = z.parse(shape, row);
  const dueAt = fromIso(due_sk);
  const key = sk === 'STATE' ? aggregateKeyIn(pk) : undefined;
  const subject = subjectIn({ pk, sk });
  if (dueAt === undefined) return [];
  if (key !== undefined) return [{ row: 'aggregate', key, dueAt }];
  return subject === undefined ? [] : [{ row: 'delivery', subject, dueAt }];
}

const textOf = (key: Row): string => Buffer.from(JSON.stringify(key)).toString('base64url');
const keyFrom = (cursor: string): Row =>
  z.parse(shape, JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8')));
