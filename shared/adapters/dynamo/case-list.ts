import * as z from 'zod/mini';
import { caseTypes } from '../../cases/case-type.ts';
import type { BoardQuery, BoardRow } from '../../cases/reading/case-list.ts';
import { trustReasons } from '../../cases/trust-reason.ts';
import type { Page } from '../../engine/page.ts';
import { priorities } from '../../engine/priority.ts';
import type { Scope } from '../../engine/scope.ts';
import { cursorAt, positionIn } from '../cursor.ts';
import { boardPk } from './case-item.ts';
import * as when from './conditions.ts';
import { caseKeyIn, caseRow, type Row } from './keys.ts';
import * as parts from './parse.ts';
import { queryRows, type Table } from './rows.ts';
import { indexes } from './table.ts';

/** A page that a filter leaves nearly empty is followed by others, but not for ever: the caller has the cursor. */
const INNER_PAGES_MAX = 10;
/** Rows are judged in batches of this many where a filter drops some. */
const FILTERED_BATCH = 200;

/** One page of the staff's list: open cases by due time, closed ones newest first. */
export async function board(table: Table, scope: Scope, query: BoardQuery): Promise<Page<BoardRow>> {
  const side = query.view === 'closed' ? 'closed' : 'open';
  const list = boardPk(scope.station, side);
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
    // A guard has a queue, not the station's list.
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

// A cursor carries no station: whose list it continues is the scope's to say, every time.
const cursorOf = (list: string, { pk, board_sk }: Row): string =>
  cursorAt({ list, at: String(board_sk), id: caseKeyIn(String(pk))?.caseId ?? '' });

function startAfter(scope: Scope, list: string, cursor: string | undefined): Row | undefined {
  const position = positionIn(list, cursor);
  const key = position && caseKeyIn(`S#${scope.station}#C#${position.id}`);
  return key && { ...caseRow(key), board_pk: list, board_sk: position.at };
}

const shape = z.object({
  reference: parts.reference,
  type: z.enum(caseTypes),
  priority: z.enum(priorities),
  status: parts.status,
  place: z.string(),
  building: z.string(),
  receivedAt: parts.instant,
  assignee: z.exactOptional(parts.personId),
  responsible: z.exactOptional(parts.responsible),
  dueAt: z.exactOptional(parts.instant),
  dueKind: z.exactOptional(parts.dueKind),
  trustReason: z.exactOptional(z.enum(trustReasons)),
});

/** A row that does not read is left out here, so that the list stays; the sweep parks it and alarms. */
function boardRowIn(row: Row): readonly BoardRow[] {
  const found = shape.safeParse(row);
  const key = caseKeyIn(String(row.pk));
  return found.success && key !== undefined ? [{ caseId: key.caseId, ...found.data }] : [];
}
