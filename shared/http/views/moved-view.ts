import type { Words } from '../../../web/words/words.ts';
import { toIso } from '../../domain/instant.ts';
import type { MoveAnswer } from '../../records.ts';
import { statusShownToResidents } from './shown-status.ts';
import type { ResidentMoved, ShownMove } from './shown-types.ts';

/** What a move by staff led to. */
export const movedView = ({ version, status, dueAt, dueKind, party }: MoveAnswer): ShownMove => ({
  version,
  status,
  ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
  ...(dueKind !== undefined && { dueKind }),
  ...(party !== undefined && { party }),
});

/** What a move by the resident led to, as much as any resident may know. */
export function residentMovedView(answer: MoveAnswer, words: Words): ResidentMoved {
  const status = statusShownToResidents(answer.status);
  return { status, statusText: words.statuses[status] };
}
