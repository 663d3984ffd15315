import type { FoundCases } from '../../cases/phones/find-by-phone.ts';
import type { BoardRow } from '../../cases/reading/case-list.ts';
import type { ListedCases } from '../../cases/reading/list-cases.ts';
import type { Brief } from '../../cases/reading/station-brief.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Board, ShownBrief, ShownFound } from './shown-types.ts';
import { trustView } from './trust-view.ts';

const rowView = ({ receivedAt, dueAt, trustReason, late: _, ...row }: BoardRow): Board['rows'][number] => ({
  ...row,
  ...trustView(trustReason),
  receivedAt: toIso(receivedAt),
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
});

/** A page of the staff's list. */
export const boardView = ({ order, rows, next }: ListedCases): Board => ({
  order,
  rows: rows.map(rowView),
  ...defined({ next }),
});

/** Cases that were found, as rows of the list. */
export const foundView = ({ rows, next }: FoundCases): ShownFound => ({
  rows: rows.map(rowView),
  ...defined({ next }),
});

/** The counts of the brief and its first cases. */
export const briefView = ({ first, ...counts }: Brief): ShownBrief => ({
  ...counts,
  first: first.map(rowView),
});
