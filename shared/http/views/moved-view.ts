import { toIso } from '../../engine/calendar/instant.ts';
import type { MoveAnswer } from '../../engine/command-record.ts';
import type { Words } from '../../locales/words.ts';
import { statusShownToResidents } from './shown-status.ts';
import type { ResidentMoved, ShownMove } from './shown-types.ts';

/** What a move by staff led to. */
export const movedView = ({ version, status, dueAt, dueKind, responsible }: MoveAnswer): ShownMove => ({
  version,
  status,
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
  ...(dueKind !== undefined && { dueKind }),
  ...(responsible !== undefined && { responsible }),
});

/** What a move by the resident led to, as much as any resident may know. */
export function residentMovedView(answer: MoveAnswer, words: Words): ResidentMoved {
  const status = statusShownToResidents(answer.status);
  return { status, statusText: words.statuses[status] };
}
