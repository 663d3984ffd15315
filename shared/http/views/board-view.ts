import type { BoardRow } from '../../cases/reading/case-list.ts';
import type { Brief } from '../../cases/reading/station-brief.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { Page } from '../../engine/storage/page.ts';
import type { Board, ShownBrief } from './shown-types.ts';
import { trustView } from './trust-view.ts';

const rowView = ({ receivedAt, dueAt, trustReason, ...row }: BoardRow): Board['rows'][number] => ({
  ...row,
  ...trustView(trustReason),
  receivedAt: toIso(receivedAt),
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
});

/** A page of the staff's list. */
export const boardView = ({ rows, next }: Page<BoardRow>): Board => ({
  rows: rows.map(rowView),
  ...defined({ next }),
});

/** The counts of the brief and its first cases. */
export const briefView = ({ first, ...counts }: Brief): ShownBrief => ({
  ...counts,
  first: first.map(rowView),
});
