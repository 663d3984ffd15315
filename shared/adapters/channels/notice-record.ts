import { toIso } from '../../engine/calendar/instant.ts';
import type { Notice } from '../../engine/outbox/notice-record.ts';
import { noticeText } from './notice-text.ts';

/**
 * A notice as JSON for a machine that shows it to people: flat, codes beside the words made of them, times in ISO
 * 8601. Whatever does not apply is absent.
 */
export function noticeRecord(notice: Notice) {
  const { id, kind, to, people, language, at, caseSummary, clock, level, counts, batch } = notice;
  const { dueAt, ...about } = caseSummary ?? {};
  return {
    id,
    kind,
    to,
    people,
    at: toIso(at),
    ...about,
    ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
    ...(clock !== undefined && { clock }),
    ...(level !== undefined && { level }),
    ...(counts !== undefined && { counts }),
    ...(batch !== undefined && { batch }),
    language,
    ...noticeText(notice),
  };
}
