import type { Instant } from '../../engine/calendar/instant.ts';
import type { Scope } from '../../engine/scope.ts';
import { isOpen } from '../lifecycle.ts';
import type { BoardFilter, BoardQuery, BoardRow, BoardView } from './case-list.ts';
import { isOverdue } from './overdue.ts';

/** Whether a case of the reader's station belongs into a list. Both stores, and every search, decide it here. */
export const isListed = (scope: Scope, filter: BoardFilter, row: BoardRow): boolean =>
  isInQueueOf(scope, filter, row) &&
  views[filter.view](row, scope, filter.now) &&
  sameFields.every((field) => filter[field] === undefined || filter[field] === row[field]) &&
  row.receivedAt >= (filter.receivedFrom ?? Number.NEGATIVE_INFINITY) &&
  row.receivedAt < (filter.receivedBefore ?? Number.POSITIVE_INFINITY) &&
  (filter.lowTrust === undefined || row.trustReason !== undefined);

const sameFields = ['type', 'place', 'building', 'status', 'assignee', 'priority'] as const;

/**
 * Whether a query leaves out rows of its list, so that a store has to read more rows than it shows. The time of receipt
 * is a range of the list of receipt, and leaves out nothing there.
 */
export const leavesOut = ({ role }: Scope, query: BoardQuery): boolean => {
  const { list, view, receivedFrom, receivedBefore, lowTrust } = query;
  const hasTime = receivedFrom !== undefined || receivedBefore !== undefined;
  return (
    role === 'guard' ||
    view !== (list === 'received' ? 'all' : list) ||
    sameFields.some((field) => query[field] !== undefined) ||
    lowTrust !== undefined ||
    (hasTime && list !== 'received')
  );
};

/** A guard sees only the guard's queue, not the station's list. */
const isInQueueOf = ({ role, person }: Scope, { guardTypes }: BoardFilter, row: BoardRow): boolean =>
  role !== 'guard' || row.assignee === person || row.responsible === 'guard' || guardTypes.includes(row.type);

type View = (row: BoardRow, scope: Scope, now: Instant) => boolean;

const whereOpen =
  (holds: View): View =>
  (row, scope, now) =>
    isOpen(row.status) && holds(row, scope, now);

const waiting: readonly BoardRow['status'][] = ['waiting-resident', 'waiting-third-party', 'scheduled'];

const views: { readonly [V in BoardView]: View } = {
  mine: whereOpen(({ assignee }, { person }) => assignee === person),
  unassigned: whereOpen(({ assignee }) => assignee === undefined),
  overdue: whereOpen((row, _, now) => isOverdue(row, now)),
  waiting: whereOpen(({ status }) => waiting.includes(status)),
  open: whereOpen(() => true),
  closed: ({ status }) => !isOpen(status),
  all: () => true,
};
