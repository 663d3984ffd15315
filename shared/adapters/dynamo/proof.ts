import { ScanCommand } from '@aws-sdk/lib-dynamodb';
import * as z from 'zod/mini';
import type { AggregateKey } from '../../engine/aggregate-key.ts';
import { DAY, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import { rootValues } from '../../engine/notary/daily-roots.ts';
import { priorities } from '../../engine/priority.ts';
import type { DueIndex, ProofStore } from '../../engine/proof/proof-store.ts';
import type { Chain, Repair, SeenAggregate, SeenDelivery, SeenRow } from '../../engine/proof/seen.ts';
import {
  aggregateKeyIn,
  chainSk,
  deliveryRow,
  historyPosition,
  proofRow,
  proofRunRow,
  rootRow,
  stateRow,
  unstatedRow,
} from '../../engine/storage/keys.ts';
import { readWithPrevious } from '../../engine/storage/read-log.ts';
import type { Row, RowKey } from '../../engine/storage/row.ts';
import { instant } from '../../engine/storage/row-parts.ts';
import { Contended, Unreadable } from '../../engine/storage/store-errors.ts';
import { shardOf } from '../shard.ts';
import { answerTo, ifConditionHolds } from './answer.ts';
import { chainRows, factsIn, PAGES_MAX } from './chain-rows.ts';
import { companions } from './companions.ts';
import { notThereYet, stillAs } from './conditions.ts';
import { shardedBy } from './delivery-item.ts';
import { latestProof, runIn } from './proof-item.ts';
import {
  type Changes,
  getRow,
  getRows,
  onlyAttributes,
  putRow,
  queryingOnly,
  queryRows,
  type RowPage,
  type Table,
  updateRow,
} from './rows.ts';
import { guardedIn, seenAttributes, seenRow, seenState } from './seen-row.ts';
import { dueKeys, listPk, receivedPk } from './state-item.ts';
import { expiresAfter, indexes } from './table.ts';

/** Rows per scan request. The prover can stop between pages. */
const PAGE_SIZE = 250;

/** How long a request to the notary stays after it was made last. */
const ASKED_KEPT = 7 * DAY;

/** The prover's access to the table: it reads all rows and repairs index keys outside a commit. */
export const proofStore = (table: Table): ProofStore => ({
  async scan(cursor) {
    const { rows, last } = await scanRows(table, cursor);
    return {
      rows: rows.map((row) => seenRow(table, row)),
      ...(last && { next: JSON.stringify(last) }),
    };
  },

  rowsOf: (partition) => rowsOf(table, partition),

  async findAggregate(key) {
    const row = await getRow(table, stateRow(key), seenAttributes(table.aggregates));
    return row && seenState(table, row, key);
  },

  async findAggregates(keys) {
    const rows = await getRows(table, keys.map(stateRow), seenAttributes(table.aggregates));
    return rows.flatMap((row) => {
      const key = aggregateKeyIn(String(row.pk));
      return key === undefined ? [] : [seenState(table, row, key)];
    });
  },

  chain: (key) => chain(table, key),
  reads: (key, number) => readWithPrevious(companions(table), key, number),
  recordedRow: (key) => getRow(table, { pk: key.pk, sk: key.sk }),
  dueIndex: (remainingMs) => dueIndex(table, remainingMs),
  isIndexed: (row) => isIndexed(table, row),

  async repair(row, repair) {
    const changed = updateRow(
      table,
      rowKeyOf(row),
      changesFor(row, repair, table),
      stillAs(guardedIn(row.seen)),
    );
    return (await ifConditionHolds(changed.catch(unlessContended))) !== undefined;
  },

  async askToState(chain, { version, head }, now) {
    const key = unstatedRow(chain, version);
    const asked = { afterVersion: version, afterHead: head, askedAt: now, ...expiresAfter(now + ASKED_KEPT) };
    const first = putRow(table, { ...key, ...asked, since: now }, notThereYet()).then(() => now);
    const isFirst = await ifConditionHolds(first);
    if (isFirst !== undefined) return now;
    // Written again, so that the stream says it again.
    await updateRow(table, key, { set: asked });
    return instant.safeParse((await getRow(table, key))?.since).data ?? now;
  },

  keepRoot: (root) => putRow(table, { ...rootRow(root.station, root.day), ...rootValues(root) }),

  async loadRun(covers) {
    const row = await getRow(table, proofRunRow(covers));
    return row && runIn(row);
  },

  saveRun: (covers, run) => putRow(table, { ...proofRunRow(covers), ...run }),
  writeProof: (proof) => putRow(table, { ...proofRow(proof.station), ...proof }),
  latestProof: ({ station }) => latestProof(table, station),
});

/** The holder of a row is about to change it, so the repair of what was seen has lost the race. */
function unlessContended(error: unknown): undefined {
  if (error instanceof Contended) return undefined;
  throw error;
}

const rowKeyShape = z.object({ pk: z.string(), sk: z.string() });

async function scanRows(
  { documents, name, aggregates }: Table,
  cursor: string | undefined,
): Promise<RowPage> {
  const request = new ScanCommand({
    TableName: name,
    ConsistentRead: true,
    Limit: PAGE_SIZE,
    // The prover's role may read no other attributes.
    Select: 'SPECIFIC_ATTRIBUTES',
    ...onlyAttributes(seenAttributes(aggregates)),
    ...(cursor !== undefined && { ExclusiveStartKey: rowKeyShape.parse(JSON.parse(cursor)) }),
  });
  const { Items = [], LastEvaluatedKey } = await answerTo('scan rows', documents.send(request));
  return { rows: Items, ...(LastEvaluatedKey && { last: LastEvaluatedKey }) };
}

async function rowsOf(table: Table, partition: string): Promise<readonly SeenRow[]> {
  const rows: SeenRow[] = [];
  let page: RowPage | undefined;
  let pages = 0;
  do {
    if (pages === PAGES_MAX) throw new Unreadable(`${partition} has more rows than any partition can have`);
    pages += 1;
    page = await queryRows(table, {
      ConsistentRead: true,
      KeyConditionExpression: '#pk = :pk',
      ...queryingOnly(seenAttributes(table.aggregates)),
      ExpressionAttributeValues: { ':pk': partition },
      ...defined({ ExclusiveStartKey: page?.last }),
    });
    rows.push(...page.rows.map((row) => seenRow(table, row)));
  } while (page.last !== undefined);
  return rows;
}

async function chain(table: Table, key: AggregateKey): Promise<Chain> {
  const rows = await chainRows(table, key, chainSk);
  return {
    facts: factsIn(rows),
    texts: rows.flatMap(({ sk }) => (String(sk).startsWith('P#') ? (historyPosition(String(sk)) ?? []) : [])),
  };
}

/** Some hundred bytes each. Those of a larger index that were not read are asked for one by one. */
const INDEXED_MAX = 500_000;

async function dueIndex(table: Table, remainingMs: () => number): Promise<DueIndex> {
  const [stood, partitions] = [new Set<string>(), new Set<string>()];
  const index: DueIndex = { has: (row) => stood.has(ownEntry(row)), partitions };
  const shards = Array.from({ length: table.shardsPerLane }, (_, shard) => shard);
  const lanes = priorities.flatMap((lane) => shards.map((shard) => `${lane}#${shard}`));
  for (const lane of lanes) {
    let page: RowPage | undefined;
    do {
      if (remainingMs() <= 0 || stood.size >= INDEXED_MAX) return index;
      page = await queryRows(table, {
        IndexName: indexes.due,
        KeyConditionExpression: '#due_pk = :lane',
        ExpressionAttributeNames: { '#due_pk': 'due_pk' },
        ExpressionAttributeValues: { ':lane': lane },
        ...defined({ ExclusiveStartKey: page?.last }),
      });
      for (const row of page.rows) {
        stood.add(entryOf(row));
        partitions.add(String(row.pk));
      }
    } while (page.last !== undefined);
  }
  return index;
}

/** An entry of the due index as one text. */
const entryOf = ({ due_pk, due_sk, pk, sk }: Row): string => `${due_pk} ${due_sk} ${pk} ${sk}`;

/** The entry that a row says it has. */
const ownEntry = ({ key, seen }: SeenAggregate): string => entryOf({ ...guardedIn(seen), ...stateRow(key) });

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
