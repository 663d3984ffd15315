import type { NoticeText } from '../engine/outbox/notice.ts';
import type { WebhookNotice } from '../webhooks/webhook-notice.ts';
import { fill } from './fill.ts';
import { wordsOfNotices } from './words-of-notices.ts';

/** Renders a message about endpoints, which names them by their codes. */
export function webhookNoticeText({ language, kind, endpoints }: WebhookNotice): NoticeText {
  const { notices, between } = wordsOfNotices(language);
  const { title, sentence } = notices.kinds[kind];
  const values = { endpoints: endpoints.join(between) };
  return { title: fill(title, values), text: fill(sentence, values), details: { endpoints } };
}
