import type { Language } from '../engine/language.ts';
import type { NoticeText } from '../engine/outbox/notice.ts';
import { fill } from './fill.ts';
import { wordsOfNotices } from './words-of-notices.ts';

/** Renders the message by which an operator tries a channel. */
export function testText(language: Language): NoticeText {
  const { title, sentence } = wordsOfNotices(language).notices.kinds.test;
  return { title: fill(title, {}), text: fill(sentence, {}), details: {} };
}
