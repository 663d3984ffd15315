import { toIso } from '../../engine/calendar/instant.ts';
import type { Notice, NoticeText } from '../../engine/outbox/notice.ts';

/** A notice as JSON for a machine that shows it to people: flat, codes beside the words made of them. */
export const noticeRecord = (
  { id, station, kind, to, people, language, at }: Notice,
  { title, text, details }: NoticeText,
) => ({ id, station, kind, to, people, at: toIso(at), ...details, language, title, text });
