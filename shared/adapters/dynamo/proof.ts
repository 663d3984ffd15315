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
import type { Row, RowKey } from '../../engine/storage/row.ts';
import { shardOf } from '../shard.ts';
import { answerTo, unlessBeaten } from './answer.ts';
import { stillAs } from './conditions.ts';
import { shardedBy } from './delivery-item.ts';
import { factIn } from './history-items.ts';
import { runIn } from './proof-item.ts';
import { type Changes, getRow, putRow, queryRows, type RowPage, type Table, updateRow } from './rows.ts';
import { guardedIn, seenAttributes, seenRow, seenState } from './seen-row.ts';
import { dueKeys, listPk } from './state-item.ts';
import { indexes } from './table.ts';

/** A page is one round trip, and what is done for its rows is many; between pages the prover can stop. */
const PAGE_SIZE = 250;

/** What only the prover may do: see all rows, and set keys right that no commit has made. */
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
  isIndexed: (row) => isIndexed(table, row),

  async repair(row, repair) {
    const changed = updateRow(
      table,
      rowKeyOf(row),
      changesFor(row, repair, table),
      stillAs(guardedIn(row.seen)),
    );
    return (await unlessBeaten(changed)) !== undefined;
  },

  async loadRun() {
    const row = await getRow(table, proofRunRow);
    return row && runIn(row);
  },

  saveRun: (run) => putRow(table, { ...proofRunRow, ...run }),
  writeProof: (proof) => putRow(table, { ...proofRow(proof.station), ...proof }),
});

const rowKeyShape = z.object({ pk: z.string(), sk: z.string() });

/** Names given as placeholders, since many of ours are DynamoDB's own words. */
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

/** What a fact's row holds; of a text's row these are its keys and who wrote it when, never what. */
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
  const of = (prefix: string) => rows.filter(({ sk }) => String(sk).startsWith(prefix));
  return {
    // By number: the text order of the keys would put a tenth fact of one version before its second.
    facts: of('F#')
      .map(factIn)
      .toSorted((left, right) => left.version - right.version || left.index - right.index),
    texts: of('P#').flatMap(({ sk }) => historyPosition(String(sk)) ?? []),
  };
}

/** Many may be due at the very same time, as when the office opens: the row is looked for among all of them. */
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
  const isMessage = row.row === 'delivery';
  return {
    set: {
      ...step,
      ...(list && {
        board_pk: listPk(row.station, row.row === 'aggregate' ? row.key.kind : '', list.side),
        board_sk: toIso(list.at),
      }),
      ...(due !== undefined && due !== 'none' && dueKeys(due.lane, shard, due.at)),
      // A message has no version that a later commit would rewrite: its own time is set right with its key.
      ...(isMessage && due !== undefined && due !== 'none' && { dueAt: due.at }),
    },
    remove: [
      ...(due === undefined ? [] : ['parked_attempts']),
      ...(due === 'none' ? ['due_pk', 'due_sk', ...(isMessage ? ['dueAt'] : [])] : []),
    ],
  };
}
