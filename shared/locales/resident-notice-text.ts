import type { CaseNotice } from '../cases/case-notice.ts';
import { isResidentSaying } from '../cases/message-kinds.ts';
import type { ResidentLinks } from '../cases/notices/resident-book.ts';
import { defined } from '../engine/defined.ts';
import type { Language } from '../engine/language.ts';
import type { NoticeText } from '../engine/outbox/notice.ts';
import { caseNoticeText } from './case-notice-text.ts';
import { residentNotices as english } from './en/resident-notices.ts';
import { fill } from './fill.ts';
import type { ResidentNoticeWords } from './resident-notice-words.ts';
import { residentNotices as chinese } from './zh-cn/resident-notices.ts';

const words: Readonly<Record<Language, ResidentNoticeWords>> = { 'zh-CN': chinese, en: english };

/**
 * A message to one resident, with the link to their page: as short as it can be for a telephone, in whole sentences for a
 * mail. It names the number of the case and nothing else of it, whatever its type. `details` are the variables of
 * templates that a provider has approved.
 */
export function residentNoticeText(notice: CaseNotice, { by, page, token, stop }: ResidentLinks): NoticeText {
  const { language, says = notice.kind, caseSummary } = notice;
  const { sms, what, mailLink, mailStop } = words[language];
  const reference = caseSummary?.reference ?? '';
  const told = what[isResidentSaying(says) ? says : 'news'];
  const { title, text } = caseNoticeText(notice);
  const mail = [
    text,
    fill(mailLink, { link: page }),
    ...(stop === undefined ? [] : [fill(mailStop, { stop })]),
  ].join('\n\n');
  return {
    title,
    text: by === 'sms' ? fill(sms, { reference, what: told, link: page }) : mail,
    details: { reference, what: told, token, ...defined({ says: notice.says }) },
  };
}
