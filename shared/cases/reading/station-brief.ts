import { HOUR, type Instant } from '../../engine/calendar/instant.ts';
import { dayNumberAt, startOfDay } from '../../engine/calendar/local-day.ts';
import { deadlineTime } from '../../engine/calendar/local-time.ts';
import { defined } from '../../engine/defined.ts';
import type { BriefCounts } from '../../engine/outbox/morning-brief.ts';
import type { Person } from '../../engine/outbox/person.ts';
import { rosterScope, type Scope } from '../../engine/scope.ts';
import { guardTypes } from '../access.ts';
import type { World } from '../world.ts';
import type { BoardPosition, BoardRow } from './case-list.ts';
import { isOverdue } from './overdue.ts';

export interface Brief {
  readonly open: number;
  readonly overdue: number;
  /** Due before midnight, and not overdue. */
  readonly dueToday: number;
  readonly waiting: number;
  /** Those of the reader, and those of nobody. */
  readonly mine: number;
  readonly unassigned: number;
  /** Reported since 23:00 of the evening before. */
  readonly newOvernight: number;
  /** There are more open cases than were counted, so each number is a lower bound. */
  readonly atLeast: boolean;
  /** The most urgent first. */
  readonly first: readonly BoardRow[];
}

const PAGES_MAX = 20;
const PAGE_SIZE = 100;
const FIRST_ROWS = 20;

/** An overview of the station's open cases for the start of a day, as far as the scope may see them. */
export async function stationBrief(
  world: Pick<World, 'store' | 'policies'>,
  scope: Scope,
  now: Instant,
): Promise<Brief> {
  const types = guardTypes(await world.policies.current(scope.station));
  const rows: BoardRow[] = [];
  let after: BoardPosition | undefined;
  let pages = 0;
  do {
    const query = { view: 'open', list: 'open', guardTypes: types, now, limit: PAGE_SIZE } as const;
    const page = await world.store.board(scope, { ...query, ...defined({ after }) });
    rows.push(...page.rows);
    after = page.next;
    pages += 1;
  } while (after !== undefined && pages < PAGES_MAX);

  const day = dayNumberAt(now);
  const today = startOfDay(day);
  const count = (holds: (row: BoardRow) => boolean) => rows.filter(holds).length;
  const due = ({ dueAt }: BoardRow) => dueAt ?? Number.POSITIVE_INFINITY;
  return {
    open: rows.length,
    overdue: count((row) => isOverdue(row, now)),
    dueToday: count((row) => !isOverdue(row, now) && deadlineTime(due(row)).day === day),
    waiting: count(({ status }) => status.startsWith('waiting-') || status === 'scheduled'),
    mine: count(({ assignee }) => assignee === scope.person),
    unassigned: count(({ assignee }) => assignee === undefined),
    newOvernight: count(({ receivedAt }) => receivedAt >= today - HOUR),
    atLeast: after !== undefined,
    first: rows.slice(0, FIRST_ROWS),
  };
}

/** The numbers of the morning brief, counted over the cases that its reader may see. */
export async function briefCounts(
  world: Pick<World, 'store' | 'policies'>,
  reader: Person,
  now: Instant,
): Promise<BriefCounts> {
  const { open, overdue, dueToday, newOvernight } = await stationBrief(world, rosterScope(reader), now);
  return { open, overdue, dueToday, newOvernight };
}
