import type { Status } from '../../cases/lifecycle.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { CommandAnswer } from '../../engine/storage/command-record.ts';
import type { Words } from '../../locales/words.ts';
import { statusShownToResidents } from './shown-status.ts';
import type { ResidentMoved, ShownMove } from './shown-types.ts';

/** What a move by staff led to. */
export const movedView = ({ version, status, dueAt, dueKind, responsible }: CommandAnswer): ShownMove => ({
  version,
  status: status as Status,
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
  ...defined({ dueKind, responsible }),
});

/** What a move by the resident led to, as much as any resident may know. */
export function residentMovedView(answer: CommandAnswer, words: Words): ResidentMoved {
  const status = statusShownToResidents(answer.status as Status);
  return { status, statusText: words.statuses[status] };
}
