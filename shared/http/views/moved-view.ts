import type { Status } from '../../cases/lifecycle.ts';
import { toIso } from '../../engine/calendar/instant.ts';
import { defined } from '../../engine/defined.ts';
import type { CommandAnswer } from '../../engine/storage/command-record.ts';
import type { AnswerWords } from '../../locales/words.ts';
import { statusShownToResidents } from './shown-status.ts';
import type { ResidentMoved, ShownMove } from './shown-types.ts';

/** The result of a move by staff. */
export const movedView = ({ version, status, dueAt, dueKind, responsible }: CommandAnswer): ShownMove => ({
  version,
  status: status as Status,
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
  ...defined({ dueKind, responsible }),
});

/** The result of a move by the resident. Answers are shown as `handled`, whatever the type of the case. */
export function residentMovedView(answer: CommandAnswer, words: AnswerWords): ResidentMoved {
  const status = statusShownToResidents(answer.status as Status);
  return { status, statusText: words.statuses[status] };
}
