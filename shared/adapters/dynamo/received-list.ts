import type { CaseId } from '../../cases/case.ts';
import { caseAggregate } from '../../cases/case-aggregate.ts';
import { isListed, leavesOut } from '../../cases/reading/board-filter.ts';
import type { BoardPage, BoardPosition, BoardQuery, BoardRow } from '../../cases/reading/case-list.ts';
import type { Scope } from '../../engine/scope.ts';
import { aggregateKeyIn, stateRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { boardRowIn } from './board-row.ts';
import { getRows, queryRows, type Table } from './rows.ts';
import { receivedPk } from './state-item.ts';
import { boardAttributes, indexes } from './table.ts';

/** DynamoDB reads at most so many rows by their keys at once. */
const BATCH = 100;
/** A page reads at most so many batches; the reader can continue with the cursor. */
const BATCHES_MAX = 5;

/**
 * One page of the station's cases in the order in which they were received, oldest first. The key of this index never
 * changes for a case, so none that was there before the first page can be missed. The index holds keys only, which are
 * written once in the life of a case; the rows are then read by their keys, strongly consistent.
 */
export async function receivedList(table: Table, scope: Scope, query: BoardQuery): Promise<BoardPage> {
  const { receivedFrom = 0, receivedBefore = Number.MAX_SAFE_INTEGER, limit } = query;
  const list = receivedPk(scope.station, caseAggregate.kind);
  const rows: { readonly shown: BoardRow; readonly key: Row }[] = [];
  let after = query.after && startAfter(scope, list, query.after);
  // DynamoDB refuses a range whose end is before its start.
  if (receivedFrom >= receivedBefore) return { rows: [] };

  for (let batch = 0; batch < BATCHES_MAX; batch += 1) {
    const keys = await queryRows(table, {
      IndexName: indexes.received,
      KeyConditionExpression: '#received_pk = :list AND #receivedAt BETWEEN :from AND :through',
      Limit: leavesOut(scope, query) ? BATCH : limit - rows.length,
      ...(after && { ExclusiveStartKey: after }),
      ExpressionAttributeNames: { '#received_pk': 'received_pk', '#receivedAt': 'receivedAt' },
      ExpressionAttributeValues: { ':list': list, ':from': receivedFrom, ':through': receivedBefore - 1 },
    });
    const ids = keys.rows.map(({ pk }) => aggregateKeyIn(String(pk))?.id ?? '');
    const found = await rowsById(table, scope, ids);
    for (const [index, key] of keys.rows.entries()) {
      const shown = found.get(ids[index] ?? '');
      if (shown !== undefined && isListed(scope, query, shown)) rows.push({ shown, key });
    }
    after = keys.last;
    if (rows.length >= limit || after === undefined) break;
  }
  const shown = rows.slice(0, limit);
  const resumeAt = rows.length > limit ? shown.at(-1)?.key : after;
  return { rows: shown.map((one) => one.shown), ...(resumeAt && { next: positionOf(resumeAt) }) };
}

/** Reads rows of the list by the ids of their cases. */
export async function boardRows(
  table: Table,
  scope: Scope,
  ids: readonly CaseId[],
): Promise<readonly BoardRow[]> {
  const found = await rowsById(table, scope, ids);
  return ids.flatMap((id) => found.get(id) ?? []);
}

async function rowsById(
  table: Table,
  { station }: Scope,
  ids: readonly string[],
): Promise<ReadonlyMap<string, BoardRow>> {
  const keys = [...new Set(ids)].map((id) => stateRow({ station, kind: caseAggregate.kind, id }));
  const rows = await getRows(table, keys, ['pk', 'sk', ...boardAttributes]);
  return new Map(rows.flatMap((row) => boardRowIn(row) ?? []).map((row) => [row.caseId, row]));
}

const positionOf = ({ pk, receivedAt }: Row): BoardPosition => ({
  at: String(receivedAt),
  id: aggregateKeyIn(String(pk))?.id ?? '',
});

/** A position names no station: the scope decides whose list is read, on every request. */
const startAfter = ({ station }: Scope, list: string, { at, id }: BoardPosition): Row => ({
  ...stateRow({ station, kind: caseAggregate.kind, id }),
  received_pk: list,
  receivedAt: Number(at),
});
