import * as z from 'zod/mini';
import { dueKind, status } from '../../cases/case-codec.ts';
import { inScope, isCaseId } from '../../cases/case-key.ts';
import { caseTypes } from '../../cases/case-type.ts';
import type { BoardQuery, BoardRow, CaseListStore } from '../../cases/reading/case-list.ts';
import { reference } from '../../cases/row-parts.ts';
import { trustReasons } from '../../cases/trust-reason.ts';
import { priorities } from '../../engine/priority.ts';
import type { Scope } from '../../engine/scope.ts';
import { aggregateKeyIn, stateRow } from '../../engine/storage/keys.ts';
import type { Page } from '../../engine/storage/page.ts';
import type { Row } from '../../engine/storage/row.ts';
import { instant, personId, responsible } from '../../engine/storage/row-parts.ts';
import { cursorAt, positionIn } from '../cursor.ts';
import * as when from './conditions.ts';
import { queryRows, type Table } from './rows.ts';
import { listPk } from './state-item.ts';
import { indexes } from './table.ts';

/**
 * When a filter drops most rows, further index pages are read to fill the page, up to this many; the caller can
 * continue with the cursor.
 */
const INNER_PAGES_MAX = 10;
/** With a filter, this many index rows are read at once. */
const FILTERED_BATCH = 200;

export const caseList = (table: Table): CaseListStore => ({
  board: (scope, query) => board(table, scope, query),
});

/** One page of the staff's list: open cases by due time, closed ones newest first. */
async function board(table: Table, scope: Scope, query: BoardQuery): Promise<Page<BoardRow>> {
  const side = query.view === 'closed' ? 'closed' : 'open';
  const list = listPk(scope.station, 'case', side);
  const filter = filterOf(scope, query);
  const rows: Row[] = [];
  let after = startAfter(scope, list, query.cursor);

  for (let page = 0; page < INNER_PAGES_MAX; page += 1) {
    const found = await queryRows(table, {
      IndexName: indexes.board,
      KeyConditionExpression: '#board_pk = :list',
      ScanIndexForward: side === 'open',
      Limit: filter === undefined ? query.limit - rows.length : FILTERED_BATCH,
      ...(after && { ExclusiveStartKey: after }),
      ...(filter && { FilterExpression: filter.expression }),
      ExpressionAttributeNames: { '#board_pk': 'board_pk', ...filter?.names },
      ExpressionAttributeValues: { ':list': list, ...filter?.values },
    });
    rows.push(...found.rows);
    after = found.last;
    if (rows.length >= query.limit || after === undefined) break;
  }
  const shown = rows.slice(0, query.limit);
  const resumeAt = rows.length > query.limit ? shown.at(-1) : after;
  return { rows: shown.flatMap(boardRowIn), ...(resumeAt && { next: cursorOf(list, resumeAt) }) };
}

function filterOf(
  scope: Scope,
  { view, type, building, lowTrust, guardTypes, now }: BoardQuery,
): when.Condition | undefined {
  const own = when.assignedTo(scope.person);
  const clauses = [
    // A guard sees only the guard's queue, not the station's list.
    ...(scope.role === 'guard'
      ? [when.either(own, when.waitingForGuard(), ...when.ofTypes(guardTypes))]
      : []),
    ...(view === 'mine' ? [own] : []),
    ...(view === 'unassigned' ? [when.unassigned()] : []),
    ...(view === 'overdue' ? [when.overdueAt(now)] : []),
    ...(view === 'waiting' ? [when.inStatus('waiting-resident', 'waiting-third-party', 'scheduled')] : []),
    ...(type ? [when.ofType(type)] : []),
    ...(building ? [when.inBuilding(building)] : []),
    ...(lowTrust ? [when.lowTrust()] : []),
  ];
  const [first, ...more] = clauses;
  return first && when.both(first, ...more);
}

// A cursor contains no station: the scope decides whose list is read, on every request.
const cursorOf = (list: string, { pk, board_sk }: Row): string =>
  cursorAt({ list, at: String(board_sk), id: aggregateKeyIn(String(pk))?.id ?? '' });

function startAfter(scope: Scope, list: string, cursor: string | undefined): Row | undefined {
  const position = positionIn(list, cursor);
  if (position === undefined || !isCaseId(position.id)) return undefined;
  const key = inScope(scope, position.id);
  return { ...stateRow(key), board_pk: list, board_sk: position.at };
}

const shape = z.object({
  reference,
  type: z.enum(caseTypes),
  priority: z.enum(priorities),
  status: status,
  place: z.string(),
  building: z.string(),
  receivedAt: instant,
  assignee: z.exactOptional(personId),
  responsible: z.exactOptional(responsible),
  dueAt: z.exactOptional(instant),
  dueKind: z.exactOptional(dueKind),
  trustReason: z.exactOptional(z.enum(trustReasons)),
});

/** A row that does not parse is left out, so the list still works; the sweep parks the row and raises an alarm. */
function boardRowIn(row: Row): readonly BoardRow[] {
  const found = shape.safeParse(row);
  const id = aggregateKeyIn(String(row.pk))?.id ?? '';
  return found.success && isCaseId(id) ? [{ caseId: id, ...found.data }] : [];
}
