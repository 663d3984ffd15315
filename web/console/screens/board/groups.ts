import { HOUR, type Instant } from '../../../../shared/engine/calendar/instant.ts';
import { deadlineTime, localTime } from '../../../../shared/engine/calendar/local-time.ts';
import type { BoardRow } from '../../api/shapes.ts';

const groupNames = ['overdue', 'hour', 'today', 'later', 'ended', 'all'] as const;
type GroupName = (typeof groupNames)[number];

export interface Group {
  readonly name: GroupName;
  readonly rows: readonly BoardRow[];
}

function groupOf({ overdue, dueAt }: BoardRow, now: Instant): GroupName {
  if (overdue) return 'overdue';
  if (dueAt === undefined) return 'ended';
  const at = Date.parse(dueAt);
  if (at < now + HOUR) return 'hour';
  return deadlineTime(at).day <= localTime(now).day ? 'today' : 'later';
}

/** The rows in groups by urgency, each in the order of the list; the order of receipt stays one list. */
export function groupsOf(rows: readonly BoardRow[], now: Instant, isByReceipt: boolean): readonly Group[] {
  if (isByReceipt) return rows.length === 0 ? [] : [{ name: 'all', rows }];
  return groupNames
    .map((name) => ({ name, rows: rows.filter((row) => groupOf(row, now) === name) }))
    .filter((group) => group.rows.length > 0);
}
