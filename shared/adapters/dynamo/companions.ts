import { toIso } from '../../engine/calendar/instant.ts';
import type { Companion } from '../../engine/storage/companion.ts';
import type { CompanionStore } from '../../engine/storage/store.ts';
import { shardOf } from '../shard.ts';
import { notThereYet, stillAs } from './conditions.ts';
import { getRow, queryAll, queryRows, type Table } from './rows.ts';
import { expiresAfter, indexes } from './table.ts';
import { type GuardedRow, writeAll } from './transaction.ts';

export const companions = (table: Table): CompanionStore => ({
  companion: (key, attributes, freshness) => getRow(table, key, attributes, freshness),

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

  async queued(queue, now, limit) {
    const shards = await Promise.all(
      Array.from({ length: table.shardsPerLane }, (_, shard) =>
        queryRows(table, {
          IndexName: indexes.due,
          KeyConditionExpression: '#due_pk = :queue AND #due_sk <= :now',
          ExpressionAttributeNames: { '#due_pk': 'due_pk', '#due_sk': 'due_sk' },
          ExpressionAttributeValues: { ':queue': `${queue}#${shard}`, ':now': toIso(now) },
          Limit: limit,
        }),
      ),
    );
    // Of all shards the oldest, so that a long queue in one of them does not keep the others waiting.
    return shards
      .flatMap(({ rows }) => rows)
      .sort((left, right) => (String(left.due_sk) < String(right.due_sk) ? -1 : 1))
      .slice(0, limit)
      .map(({ pk, sk }) => ({ pk: String(pk), sk: String(sk) }));
  },

  writeCompanions: async (written) =>
    (
      await writeAll(
        table,
        written.map((companion) => guardedCompanion(companion, table.shardsPerLane)),
      )
    ).ok,
});

/** A companion as a row of a transaction. */
export const guardedCompanion = (
  { key, values, expiresAt, queued, condition, conflict }: Companion,
  shardsPerLane: number,
): GuardedRow => ({
  row: {
    ...key,
    ...values,
    ...(expiresAt !== undefined && expiresAfter(expiresAt)),
    // A queue is a lane of the due index that the sweep does not read.
    ...(queued && {
      due_pk: `${queued.queue}#${shardOf(key.pk, shardsPerLane)}`,
      due_sk: toIso(queued.at),
    }),
  },
  condition: condition === 'absent' ? notThereYet() : stillAs(condition.unchanged),
  conflict,
});
