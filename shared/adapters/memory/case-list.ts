import { type Case, isOpenCase } from '../../cases/case.ts';
import type { BoardQuery, BoardRow, BoardView, CaseListStore } from '../../cases/reading/case-list.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Scope } from '../../engine/scope.ts';
import type { Page } from '../../engine/storage/page.ts';
import { cursorAt, positionIn } from '../cursor.ts';
import type { Tables } from './tables.ts';

export const caseList = (tables: Tables): CaseListStore => ({
  board: async (scope, query) => board(tables, scope, query),
});

/** One page of the staff's list: open cases by due time, closed ones newest first. */
function board(tables: Tables, scope: Scope, query: BoardQuery): Page<BoardRow> {
  const closed = query.view === 'closed';
  const list = `${scope.station}#${closed ? 'closed' : 'open'}`;
  const after = positionIn(list, query.cursor);
  const sign = closed ? -1 : 1;
  const order = (left: { at: string; id: string }, right: { at: string; id: string }) =>
    sign * (left.at < right.at ? -1 : left.at > right.at ? 1 : 0) || (left.id < right.id ? -1 : 1);

  const found = [...tables.states.values()]
    .flatMap(({ key, state }) => (key.kind === 'case' && state !== 'unreadable' ? [state as Case] : []))
    .filter((row) => row.station === scope.station && isOpenCase(row) === !closed)
    .filter((row) => isInQueueOf(scope, query, row) && inView(scope, query, row))
    .map((row) => ({ row, at: toIso(isOpenCase(row) ? row.dueAt : row.endedAt), id: row.caseId }))
    .sort(order)
    .filter((position) => after === undefined || order(after, position) < 0);
  const shown = found.slice(0, query.limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => boardRow(row)),
    ...(last && found.length > shown.length && { next: cursorAt({ list, at: last.at, id: last.id }) }),
  };
}

/** A guard sees only the guard's queue, not the station's list. */
const isInQueueOf = ({ role, person }: Scope, { guardTypes }: BoardQuery, row: Case): boolean =>
  role !== 'guard' || row.assignee === person || row.responsible === 'guard' || guardTypes.includes(row.type);

type ViewFilter = (row: Case, scope: Scope, now: Instant) => boolean;

const viewFilters: { readonly [View in BoardView]: ViewFilter } = {
  mine: (row, { person }) => row.assignee === person,
  unassigned: (row) => row.assignee === undefined,
  overdue: (row, _, now) =>
    row.clocks.some(({ state }) => state === 'breached') || (row.dueAt !== undefined && row.dueAt < now),
  waiting: ({ status }) =>
    status === 'waiting-resident' || status === 'waiting-third-party' || status === 'scheduled',
  open: () => true,
  closed: () => true,
};

const inView = (scope: Scope, { view, type, building, lowTrust, now }: BoardQuery, row: Case): boolean =>
  viewFilters[view](row, scope, now) &&
  (type === undefined || row.type === type) &&
  (building === undefined || row.building === building) &&
  (lowTrust === undefined || row.trustReason !== undefined);

function boardRow(row: Case): BoardRow {
  const { caseId, reference, type, priority, status, place, building, receivedAt, assignee } = row;
  const { dueAt, dueKind, responsible, trustReason } = row;
  return {
    caseId,
    reference,
    type,
    priority,
    status,
    place,
    building,
    receivedAt,
    ...defined({ assignee }),
    ...(dueAt !== undefined && { dueAt, dueKind, responsible }),
    ...defined({ trustReason }),
  };
}
