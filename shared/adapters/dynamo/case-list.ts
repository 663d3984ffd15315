import { caseAggregate } from '../../cases/case-aggregate.ts';
import { isListed, leavesOut } from '../../cases/reading/board-filter.ts';
import type {
  BoardPage,
  BoardPosition,
  BoardQuery,
  BoardRow,
  CaseListStore,
} from '../../cases/reading/case-list.ts';
import type { Scope } from '../../engine/scope.ts';
import { aggregateKeyIn, stateRow } from '../../engine/storage/keys.ts';
import type { Row } from '../../engine/storage/row.ts';
import { boardRowIn } from './board-row.ts';
import { boardRows, receivedList } from './received-list.ts';
import { queryRows, type Table } from './rows.ts';
import { listPk } from './state-item.ts';
import { indexes } from './table.ts';

/**
 * When the clauses drop most rows, further index pages are read to fill the page, up to this many; the reader can
 * continue with the cursor.
 */
const INNER_PAGES_MAX = 10;
/** So many index rows are read at once, since it is not known how many of them belong into the list. */
const BATCH = 200;

export const caseList = (table: Table): CaseListStore => ({
  board: (scope, query) =>
    query.list === 'received' ? receivedList(table, scope, query) : dueList(table, scope, query),
  boardRows: (scope, ids) => boardRows(table, scope, ids),
});

/** One page of the work list: open cases by due time, or closed ones newest first. */
async function dueList(table: Table, scope: Scope, query: BoardQuery): Promise<BoardPage> {
  const side = query.list === 'closed' ? 'closed' : 'open';
  const list = listPk(scope.station, caseAggregate.kind, side);
  const rows: { readonly shown: BoardRow; readonly row: Row }[] = [];
  let after = query.after && startAfter(scope, list, query.after);

  for (let page = 0; page < INNER_PAGES_MAX; page += 1) {
    const found = await queryRows(table, {
      IndexName: indexes.board,
      KeyConditionExpression: '#board_pk = :list',
      ScanIndexForward: side === 'open',
      Limit: leavesOut(scope, query) ? BATCH : query.limit - rows.length,
      ...(after && { ExclusiveStartKey: after }),
      ExpressionAttributeNames: { '#board_pk': 'board_pk' },
      ExpressionAttributeValues: { ':list': list },
    });
    for (const row of found.rows) {
      const shown = boardRowIn(row);
      if (shown !== undefined && isListed(scope, query, shown)) rows.push({ shown, row });
    }
    after = found.last;
    if (rows.length >= query.limit || after === undefined) break;
  }
  const shown = rows.slice(0, query.limit);
  const resumeAt = rows.length > query.limit ? shown.at(-1)?.row : after;
  return { rows: shown.map((one) => one.shown), ...(resumeAt && { next: positionOf(resumeAt) }) };
}

const positionOf = ({ pk, board_sk }: Row): BoardPosition => ({
  at: String(board_sk),
  id: aggregateKeyIn(String(pk))?.id ?? '',
});

/** A position names no station: the scope decides whose list is read, on every request. */
const startAfter = ({ station }: Scope, list: string, { at, id }: BoardPosition): Row => ({
  ...stateRow({ station, kind: caseAggregate.kind, id }),
  board_pk: list,
  board_sk: at,
});
