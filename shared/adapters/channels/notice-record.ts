import { toIso } from '../../engine/calendar/instant.ts';
import type { Notice, NoticeText } from '../../engine/outbox/notice.ts';

/** A notice as flat JSON for a machine that displays it: its codes, and the title and text rendered from them. */
export const noticeRecord = (
  { id, station, kind, to, people, language, at }: Notice,
  { title, text, details }: NoticeText,
) => ({ id, station, kind, to, people, at: toIso(at), ...details, language, title, text });
