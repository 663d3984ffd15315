import { isOpen } from '../../cases/lifecycle.ts';
import type { ShortMessages } from '../../cases/notices/short-messages.ts';
import type { FoundCases } from '../../cases/phones/find-by-phone.ts';
import type { BoardRow } from '../../cases/reading/case-list.ts';
import type { ListedCases } from '../../cases/reading/list-cases.ts';
import { isOverdue } from '../../cases/reading/overdue.ts';
import type { Brief } from '../../cases/reading/station-brief.ts';
import { type Instant, toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { StuckMessages } from '../../engine/outbox/delivery.ts';
import type { Board, ShownBrief, ShownFound } from './shown-types.ts';
import { trustView } from './trust-view.ts';

const rowView = (
  { receivedAt, dueAt, trustReason, late, ...row }: BoardRow,
  now: Instant,
): Board['rows'][number] => ({
  ...row,
  ...(isOpen(row.status) && isOverdue({ ...defined({ late, dueAt }) }, now) && { overdue: true as const }),
  ...trustView(trustReason),
  receivedAt: toIso(receivedAt),
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
});

/** A page of the staff's list. */
export const boardView = ({ order, rows, next }: ListedCases, now: Instant): Board => ({
  order,
  rows: rows.map((row) => rowView(row, now)),
  ...defined({ next }),
});

/** Cases that were found, as rows of the list. */
export const foundView = ({ rows, next }: FoundCases, now: Instant): ShownFound => ({
  rows: rows.map((row) => rowView(row, now)),
  ...defined({ next }),
});

/** The counts of the brief and its first cases. */
export const briefView = (
  { first, ...counts }: Brief,
  now: Instant,
  messages?: BriefMessages,
): ShownBrief => ({
  ...counts,
  first: first.map((row) => rowView(row, now)),
  ...(messages && { messages: messagesView(messages) }),
});

interface BriefMessages {
  readonly stuck: StuckMessages;
  readonly short: ShortMessages;
}

/** The list of stuck messages has the newest first. */
function messagesView({ stuck: { messages, more }, short }: BriefMessages): ShownBrief['messages'] {
  const oldest = messages.at(-1);
  return {
    stuck: messages.length,
    stuckAtLeast: more,
    ...(oldest && { stuckSince: toIso(oldest.createdAt) }),
    shortToday: short.today,
    shortPerDayMax: short.perDayMax,
  };
}
