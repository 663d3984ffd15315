import type { Instant } from '../../engine/calendar/instant.ts';
import type { Priority } from '../../engine/priority.ts';
import type { Responsible } from '../../engine/responsible.ts';
import type { PersonId, Scope } from '../../engine/scope.ts';
import type { Page } from '../../engine/storage/page.ts';
import type { CaseId } from '../case.ts';
import type { CaseType } from '../case-type.ts';
import type { DueKind } from '../clock-kinds.ts';
import type { Status } from '../lifecycle.ts';
import type { Reference } from '../reference.ts';
import type { TrustReason } from '../trust-reason.ts';

export const boardViews = ['mine', 'unassigned', 'overdue', 'waiting', 'open', 'closed'] as const;

export type BoardView = (typeof boardViews)[number];

export interface BoardQuery {
  readonly view: BoardView;
  readonly type?: CaseType;
  readonly building?: string;
  /** Only cases of low trust. */
  readonly lowTrust?: true;
  /** Types that every guard may see. Of other types a guard sees cases assigned to them or waiting for a guard. */
  readonly guardTypes: readonly CaseType[];
  readonly now: Instant;
  readonly limit: number;
  readonly cursor?: string;
}

/** A row of the staff's list, without personal data. Open cases by due time, closed ones by their end, newest first. */
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
}

/** The staff's list of cases. */
export interface CaseListStore {
  board(scope: Scope, query: BoardQuery): Promise<Page<BoardRow>>;
}
