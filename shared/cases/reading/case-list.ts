import type { Instant } from '../../engine/calendar/instant.ts';
import type { Priority } from '../../engine/priority.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { PersonId, Scope } from '../../engine/scope.ts';
import type { CaseId } from '../case.ts';
import type { CaseType } from '../case-type.ts';
import type { DueKind } from '../clock-kinds.ts';
import type { Status } from '../lifecycle.ts';
import type { Reference } from '../reference.ts';
import type { TrustReason } from '../trust-reason.ts';

export const boardViews = ['mine', 'unassigned', 'overdue', 'waiting', 'open', 'closed', 'all'] as const;
export type BoardView = (typeof boardViews)[number];

/**
 * `due` is the work list: open cases by due time, closed ones by their end. A case that moves while a reader pages may
 * be missed or shown twice. `received` never changes the place of a case: each that is there throughout is shown once.
 */
export const boardOrders = ['due', 'received'] as const;
export type BoardOrder = (typeof boardOrders)[number];

/** What staff can narrow a list by; every clause must hold. */
export interface BoardClauses {
  readonly view: BoardView;
  readonly type?: CaseType;
  readonly place?: string;
  readonly building?: string;
  readonly status?: Status;
  readonly assignee?: PersonId;
  readonly priority?: Priority;
  readonly receivedFrom?: Instant;
  /** Exclusive. */
  readonly receivedBefore?: Instant;
  /** Only cases of low trust. */
  readonly lowTrust?: true;
}

/** The clauses, and what the reader's role and the time add to them. */
export interface BoardFilter extends BoardClauses {
  /** Types that every guard may see. Of other types a guard sees cases assigned to them or waiting for a guard. */
  readonly guardTypes: readonly CaseType[];
  readonly now: Instant;
}

/** What a store can list: open cases by due time, ended ones newest first, or all, oldest first. */
export type BoardList = 'open' | 'closed' | 'received';

/** The place in a list after which a page begins. */
export interface BoardPosition {
  /** The due time, the end, or the time of receipt, as the list sorts it. */
  readonly at: string;
  readonly id: string;
}

export interface BoardQuery extends BoardFilter {
  readonly list: BoardList;
  readonly limit: number;
  readonly after?: BoardPosition;
}

/** A row of the staff's list, without personal data. */
export interface BoardRow {
  readonly caseId: CaseId;
  readonly reference: Reference;
  readonly type: CaseType;
  readonly priority: Priority;
  readonly status: Status;
  readonly place: string;
  readonly building: string;
  readonly receivedAt: Instant;
  readonly assignee?: PersonId;
  readonly responsible?: Responsible;
  readonly dueAt?: Instant;
  readonly dueKind?: DueKind;
  readonly trustReason?: TrustReason;
  /** A promise is broken and not met yet. */
  readonly late?: true;
}

/** A page may have fewer rows than asked for, even none, while `next` is present: a store reads a bounded number. */
export interface BoardPage {
  readonly rows: readonly BoardRow[];
  /** Absent on the last page. */
  readonly next?: BoardPosition;
}

/** The staff's lists of cases. */
export interface CaseListStore {
  board(scope: Scope, query: BoardQuery): Promise<BoardPage>;
  /** The rows of these cases, in this order, without those that do not exist or cannot be read; at most 100. */
  boardRows(scope: Scope, ids: readonly CaseId[]): Promise<readonly BoardRow[]>;
}
