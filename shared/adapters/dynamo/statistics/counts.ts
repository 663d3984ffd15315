import { QueryCommand } from '@aws-sdk/lib-dynamodb';
import { caseAggregate } from '../../../cases/case-aggregate.ts';
import { type CaseKey, isCaseId, keyOf } from '../../../cases/case-key.ts';
import type { Fact } from '../../../cases/fact.ts';
import type { CaseCount } from '../../../cases/statistics/case-count.ts';
import { countIn, countItem, countSpans } from '../../../cases/statistics/count-row.ts';
import type { CountBook, CountedRange, CountStore } from '../../../cases/statistics/statistics-store.ts';
import { defined } from '../../../engine/defined.ts';
import type { FactRecord } from '../../../engine/storage/fact-record.ts';
import { aggregateKeyIn, factSk, stateRow } from '../../../engine/storage/keys.ts';
import type { Row } from '../../../engine/storage/row.ts';
import { Unreadable } from '../../../engine/storage/store-errors.ts';
import { answerTo, ifConditionHolds } from '../answer.ts';
import { chainRows, factsIn } from '../chain-rows.ts';
import { either, notAfter, notThereYet } from '../conditions.ts';
import { putRow, queryRows, type RowPage, type Table } from '../rows.ts';
import { receivedPk } from '../state-item.ts';
import { indexes } from '../table.ts';

/** More versions than a case can have: its key has ten digits. */
const EVERY_VERSION = factSk(0, 9_999_999_999);

/** What the function that counts does: it reads facts, never texts, and writes counts. */
export const countStore = (table: Table): CountStore => ({
  factsOf: async (key) => factsIn(await chainRows(table, key, EVERY_VERSION)) as readonly FactRecord<Fact>[],

  async keepCount(count) {
    const condition = either(notThereYet(), notAfter(count.version));
    const kept = putRow(table, countItem(count), condition).then(() => true);
    return (await ifConditionHolds(kept)) === true;
  },

  async received(range, limit, after) {
    const { rows, last } = await queryRows(table, {
      ...receivedIn(range),
      Limit: limit,
      ...(after !== undefined && { ExclusiveStartKey: startAfter(range, after) }),
    });
    return { keys: rows.flatMap(keyIn), ...(last && { next: `${last.receivedAt}#${idIn(last)}` }) };
  },
});

/** What a reader of statistics gets. */
export const countBook = (table: Table): CountBook => ({
  counts: (range) => counts(table, range),

  async receivedCount(range, most) {
    let found = 0;
    let last: Row | undefined;
    // DynamoDB refuses a range whose end is before its start.
    if (range.from >= range.before) return 0;
    do {
      const request = new QueryCommand({
        TableName: table.name,
        ...receivedIn(range),
        Select: 'COUNT',
        ...defined({ ExclusiveStartKey: last }),
      });
      const answer = await answerTo('count rows', table.documents.send(request));
      found += answer.Count ?? 0;
      last = answer.LastEvaluatedKey;
    } while (last !== undefined && found < most);
    return Math.min(found, most);
  },
});

async function* counts(table: Table, range: CountedRange): AsyncIterable<readonly CaseCount[]> {
  for (const { pk, from, through } of countSpans(range)) {
    let page: RowPage | undefined;
    do {
      page = await queryRows(table, {
        KeyConditionExpression: '#pk = :pk AND #sk BETWEEN :from AND :through',
        ExpressionAttributeNames: { '#pk': 'pk', '#sk': 'sk' },
        ExpressionAttributeValues: { ':pk': pk, ':from': from, ':through': through },
        ...defined({ ExclusiveStartKey: page?.last }),
      });
      yield page.rows.flatMap(readable);
    } while (page.last !== undefined);
  }
}

function readable(row: Row): readonly CaseCount[] {
  try {
    return [countIn(row)];
  } catch (error) {
    if (error instanceof Unreadable) return [];
    throw error;
  }
}

const receivedIn = ({ station, from, before }: CountedRange) => ({
  IndexName: indexes.received,
  KeyConditionExpression: '#received_pk = :list AND #receivedAt BETWEEN :from AND :through',
  ExpressionAttributeNames: { '#received_pk': 'received_pk', '#receivedAt': 'receivedAt' },
  ExpressionAttributeValues: {
    ':list': receivedPk(station, caseAggregate.kind),
    ':from': from,
    ':through': before - 1,
  },
});

const idIn = ({ pk }: Row): string => aggregateKeyIn(String(pk))?.id ?? '';

function keyIn({ pk }: Row): readonly CaseKey[] {
  const key = aggregateKeyIn(String(pk));
  return key !== undefined && isCaseId(key.id) ? [keyOf({ station: key.station, caseId: key.id })] : [];
}

/** A place in the list names no station: who asks for the next part names it. */
function startAfter({ station }: CountedRange, after: string): Row {
  const [receivedAt, id = ''] = after.split('#');
  return {
    ...stateRow({ station, kind: caseAggregate.kind, id }),
    received_pk: receivedPk(station, caseAggregate.kind),
    receivedAt: Number(receivedAt),
  };
}
