import type { BriefNotice } from '../engine/outbox/morning-brief.ts';
import type { NoticeText } from '../engine/outbox/notice.ts';
import { fill } from './fill.ts';
import { wordsOfNotices } from './words-of-notices.ts';

/** Renders the morning brief. It contains numbers only, and names no case. */
export function briefText({ language, counts }: BriefNotice): NoticeText {
  const { title, sentence } = wordsOfNotices(language).notices.kinds.brief;
  return { title: fill(title, counts), text: fill(sentence, counts), details: { counts } };
}
