import type { Instant } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Scope } from '../../engine/scope.ts';
import { guardTypes } from '../access.ts';
import { isCaseId } from '../case-key.ts';
import { findReference } from '../case-reference.ts';
import { isOpen } from '../lifecycle.ts';
import type { Reference } from '../reference.ts';
import { type Refused, refused } from '../refused.ts';
import type { World } from '../world.ts';
import { isListed } from './board-filter.ts';
import type { BoardClauses, BoardList, BoardOrder, BoardPosition, BoardRow, BoardView } from './case-list.ts';
import { cursorAt, fingerprintOf, positionIn } from './list-cursor.ts';

/** What staff ask of the list. */
export interface ListQuery extends Omit<BoardClauses, 'view'> {
  /** `all` when absent and the query looks for cases by number, status or time of receipt, but not by due time; else `open`. */
  readonly view?: BoardView;
  /** `due` when absent; `received` for the view `all`, which has no common due time. */
  readonly order?: BoardOrder;
  readonly reference?: Reference;
  readonly limit: number;
  readonly cursor?: string;
}

export interface ListedCases {
  readonly order: BoardOrder;
  readonly rows: readonly BoardRow[];
  readonly next?: string;
  readonly refusal?: never;
}

type ListWorld = Pick<World, 'store' | 'policies'>;

/** A page of the staff's list, limited to the station and role of the scope. */
export async function listCases(
  world: ListWorld,
  scope: Scope,
  { limit, cursor, reference, ...asked }: ListQuery,
  now: Instant,
): Promise<ListedCases | Refused> {
  const view = asked.view ?? defaultView({ ...asked, ...defined({ reference }) });
  const { order = view === 'all' ? 'received' : 'due', ...clauses } = { ...asked, view };
  const { station, person, role } = scope;
  const fingerprint = fingerprintOf({ station, person, role, order, clauses, ...defined({ reference }) });
  const after = cursor === undefined ? undefined : positionIn(fingerprint, cursor);
  if (cursor !== undefined && (after === undefined || !isWithin(listOf(view, order), clauses, after))) {
    return refused({ code: 'wrong-cursor' });
  }
  const filter = { ...clauses, guardTypes: guardTypes(await world.policies.current(station)), now };
  if (reference !== undefined) {
    const found = await rowOf(world, scope, reference);
    return { order, rows: found.filter((row) => isListed(scope, filter, row)) };
  }
  const query = { ...filter, list: listOf(view, order), limit, ...defined({ after }) };
  const { rows, next } = await world.store.board(scope, query);
  return { order, rows, ...(next && { next: cursorAt(fingerprint, next) }) };
}

function defaultView({
  reference,
  status,
  order,
  receivedFrom,
  receivedBefore,
}: Omit<ListQuery, 'limit'>): BoardView {
  if (reference !== undefined) return 'all';
  // Open and closed cases have no common due time, so the work list is one of the two.
  if (order === 'due') return status === undefined || isOpen(status) ? 'open' : 'closed';
  return [status, receivedFrom, receivedBefore].some((clause) => clause !== undefined) ? 'all' : 'open';
}

const listOf = (view: BoardView, order: BoardOrder): BoardList => {
  if (order === 'received' || view === 'all') return 'received';
  return view === 'closed' ? 'closed' : 'open';
};

/** A position that was changed by hand would make the store refuse the query. */
const isWithin = (list: BoardList, clauses: BoardClauses, { at, id }: BoardPosition): boolean => {
  const { receivedFrom = 0, receivedBefore = Number.POSITIVE_INFINITY } = clauses;
  if (!isCaseId(id)) return false;
  return (
    list !== 'received' ||
    (/^\d{1,15}$/.test(at) && Number(at) >= receivedFrom && Number(at) < receivedBefore)
  );
};

async function rowOf({ store }: ListWorld, scope: Scope, reference: Reference): Promise<readonly BoardRow[]> {
  const key = await findReference(store, scope, reference);
  return key === undefined ? [] : store.boardRows(scope, [key.id]);
}
