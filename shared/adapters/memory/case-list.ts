import { type Case, isOpenCase } from '../../cases/case.ts';
import { inScope } from '../../cases/case-key.ts';
import { isListed } from '../../cases/reading/board-filter.ts';
import type { BoardPage, BoardQuery, BoardRow, CaseListStore } from '../../cases/reading/case-list.ts';
import { hasBrokenDeadline } from '../../cases/reading/overdue.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Scope } from '../../engine/scope.ts';
import { stateName, type Tables } from './tables.ts';

export const caseList = (tables: Tables): CaseListStore => ({
  board: async (scope, query) => board(tables, scope, query),
  boardRows: async (scope, ids) =>
    ids.flatMap((id) => {
      const stored = tables.states.get(stateName(inScope(scope, id)));
      return stored === undefined || stored.state === 'unreadable' ? [] : boardRow(stored.state as Case);
    }),
});

/** One page of the staff's list: open cases by due time, closed ones newest first, or all as they were received. */
function board(tables: Tables, scope: Scope, query: BoardQuery): BoardPage {
  const { list, after, limit } = query;
  const sign = list === 'closed' ? -1 : 1;
  const order = (left: { at: string; id: string }, right: { at: string; id: string }) =>
    sign * (left.at < right.at ? -1 : left.at > right.at ? 1 : 0) || (left.id < right.id ? -1 : 1);

  const found = [...tables.states.values()]
    .flatMap(({ key, state }) => (key.kind === 'case' && state !== 'unreadable' ? [state as Case] : []))
    .filter((one) => one.station === scope.station)
    .filter((one) => list === 'received' || isOpenCase(one) === (list === 'open'))
    .map((one) => ({ row: boardRow(one), at: placeIn[list](one), id: one.caseId }))
    .filter(({ row }) => isListed(scope, query, row))
    .sort(order)
    .filter((position) => after === undefined || order(after, position) < 0);
  const shown = found.slice(0, limit);
  const last = shown.at(-1);
  return {
    rows: shown.map(({ row }) => row),
    ...(last && found.length > shown.length && { next: { at: last.at, id: last.id } }),
  };
}

const endOrDue = (found: Case): Instant => (isOpenCase(found) ? found.dueAt : found.endedAt);

/** Where each list sorts a case, as a text of fixed width. */
const placeIn: { readonly [List in BoardQuery['list']]: (found: Case) => string } = {
  open: (found) => toIso(endOrDue(found)),
  closed: (found) => toIso(endOrDue(found)),
  received: ({ receivedAt }) => String(receivedAt).padStart(13, '0'),
};

function boardRow(found: Case): BoardRow {
  const { caseId, reference, type, priority, status, place, building, receivedAt, assignee } = found;
  const { dueAt, dueKind, responsible, trustReason, clocks } = found;
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
    ...(hasBrokenDeadline(clocks) && { late: true }),
  };
}
