import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { ProofStore } from '../../engine/proof/proof-store.ts';
import type { Chain, Repair, SeenAggregate, SeenDelivery } from '../../engine/proof/seen.ts';
import {
  aggregatePk,
  chainSk,
  deliveryRow,
  historyPosition,
  proofRow,
  proofRunRow,
  stateRow,
} from '../../engine/storage/keys.ts';
import { readWithPrevious } from '../../engine/storage/read-log.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import { shardOf } from '../shard.ts';
import { answerTo, ifConditionHolds } from './answer.ts';
import { companions } from './companions.ts';
import { stillAs } from './conditions.ts';
import { shardedBy } from './delivery-item.ts';
import { factIn } from './history-items.ts';
import { runIn } from './proof-item.ts';
import { type Changes, getRow, putRow, queryRows, type RowPage, type Table, updateRow } from './rows.ts';
import { guardedIn, seenAttributes, seenRow, seenState } from './seen-row.ts';
import { dueKeys, listPk, receivedPk } from './state-item.ts';
import { indexes } from './table.ts';

/** Rows per scan request. The prover can stop between pages. */
const PAGE_SIZE = 250;

/** The prover's access to the table: it reads all rows and repairs index keys outside a commit. */
export const proofStore = (table: Table): ProofStore => ({
  async scan(cursor) {
    const { rows, last } = await scanRows(table, cursor);
    return {
      rows: rows.map((row) => seenRow(table, row)),
      ...(last && { next: JSON.stringify(last) }),
    };
  },

  async findAggregate(key) {
    const row = await getRow(table, stateRow(key));
    return row && seenState(table, row, key);
  },

  chain: (key) => chain(table, key),
  reads: (key, number) => readWithPrevious(companions(table), key, number),
  isIndexed: (row) => isIndexed(table, row),

  async repair(row, repair) {
    const changed = updateRow(
      table,
      rowKeyOf(row),
      changesFor(row, repair, table),
      stillAs(guardedIn(row.seen)),
    );
    return (await ifConditionHolds(changed)) !== undefined;
  },

  async loadRun() {
    const row = await getRow(table, proofRunRow);
    return row && runIn(row);
  },

  saveRun: (run) => putRow(table, { ...proofRunRow, ...run }),
  writeProof: (proof) => putRow(table, { ...proofRow(proof.station), ...proof }),
});

const rowKeyShape = z.object({ pk: z.string(), sk: z.string() });

/** Attribute names are placeholders, since many are reserved words of DynamoDB. */
const only = (attributes: readonly string[]) => ({
  ProjectionExpression: attributes.map((name) => `#${name}`).join(', '),
  ExpressionAttributeNames: Object.fromEntries(attributes.map((name) => [`#${name}`, name])),
});

async function scanRows(
  { documents, name, aggregates }: Table,
  cursor: string | undefined,
): Promise<RowPage> {
  const request = new ScanCommand({
    TableName: name,
    ConsistentRead: true,
    Limit: PAGE_SIZE,
    ...only(seenAttributes(aggregates)),
    ...(cursor !== undefined && { ExclusiveStartKey: rowKeyShape.parse(JSON.parse(cursor)) }),
  });
  const { Items = [], LastEvaluatedKey } = await answerTo('scan rows', documents.send(request));
  return { rows: Items, ...(LastEvaluatedKey && { last: LastEvaluatedKey }) };
}

/** The attributes of a fact; of a text's row these are its keys, author and time, without the text. */
const chainAttributes = ['pk', 'sk', 'at', 'by', 'fact', 'commitments', 'previousHash', 'hash'];

async function chain(table: Table, key: AggregateKey): Promise<Chain> {
  const { ProjectionExpression, ExpressionAttributeNames } = only(chainAttributes);
  const rows: Row[] = [];
  let page: RowPage | undefined;
  do {
    page = await queryRows(table, {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
      ProjectionExpression,
      ExpressionAttributeNames,
      ExpressionAttributeValues: {
        ':pk': aggregatePk(key),
        ':from': chainSk.from,
        ':through': chainSk.through,
      },
      ...defined({ ExclusiveStartKey: page?.last }),
    });
    rows.push(...page.rows);
  } while (page.last !== undefined);
  const withPrefix = (prefix: string) => rows.filter(({ sk }) => String(sk).startsWith(prefix));
  return {
    // Sorted by number: in text order the tenth fact of a version would precede its second.
    facts: withPrefix('F#')
      .map(factIn)
      .toSorted((left, right) => left.version - right.version || left.index - right.index),
    texts: withPrefix('P#').flatMap(({ sk }) => historyPosition(String(sk)) ?? []),
  };
}

/**
 * Many rows may be due at the same instant, such as when the office opens, so all pages of that instant are searched.
 */
async function isIndexed(table: Table, { key, seen }: SeenAggregate): Promise<boolean> {
  const { due_pk, due_sk } = guardedIn(seen);
  if (due_pk === undefined || due_sk === undefined) return false;
  const { pk } = stateRow(key);
  let page: RowPage | undefined;
  do {
    page = await queryRows(table, {
      IndexName: indexes.due,
      KeyConditionExpression: '#due_pk = :lane AND #due_sk = :at',
      FilterExpression: '#pk = :pk AND #sk = :sk',
      ExpressionAttributeNames: { '#due_pk': 'due_pk', '#due_sk': 'due_sk', '#pk': 'pk', '#sk': 'sk' },
      ExpressionAttributeValues: { ':lane': due_pk, ':at': due_sk, ':pk': pk, ':sk': 'STATE' },
      ...defined({ ExclusiveStartKey: page?.last }),
    });
    if (page.rows.length > 0) return true;
  } while (page.last !== undefined);
  return false;
}

const rowKeyOf = (row: SeenAggregate | SeenDelivery): RowKey =>
  row.row === 'aggregate' ? stateRow(row.key) : deliveryRow(row.subject);

function changesFor(
  row: SeenAggregate | SeenDelivery,
  { due, list, step }: Repair,
  { shardsPerLane }: Table,
): Changes {
  const shard = shardOf(row.row === 'aggregate' ? row.key.id : shardedBy(row.subject), shardsPerLane);
  const isDelivery = row.row === 'delivery';
  return {
    set: {
      ...step,
      ...(list && {
        board_pk: listPk(row.station, row.row === 'aggregate' ? row.key.kind : '', list.side),
        board_sk: toIso(list.at),
        received_pk: receivedPk(row.station, row.row === 'aggregate' ? row.key.kind : ''),
      }),
      ...(due !== undefined && due !== 'none' && dueKeys(due.lane, shard, due.at)),
      // A delivery has no later commit that would rewrite `dueAt`, so the repair sets it together with the key.
      ...(isDelivery && due !== undefined && due !== 'none' && { dueAt: due.at }),
    },
    remove: [
      ...(due === undefined ? [] : ['parked_attempts']),
      ...(due === 'none' ? ['due_pk', 'due_sk', ...(isDelivery ? ['dueAt'] : [])] : []),
    ],
  };
}
