import type { NoticeText } from '../engine/outbox/notice.ts';
import type { FaqNotice } from '../faq/faq-notice.ts';
import { wordsOfNotices } from './words-of-notices.ts';

/** Renders a message about a question of the station. It holds neither the question nor the answer. */
export function faqNoticeText({ language, kind, entry }: FaqNotice): NoticeText {
  const { title, sentence } = wordsOfNotices(language).notices.kinds[kind];
  return { title: title as string, text: sentence as string, details: { entry } };
}
