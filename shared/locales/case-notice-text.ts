import type { CaseNotice } from '../cases/case-notice.ts';
import { type Instant, toIso } from '../engine/calendar/instant.ts';
import { deadlineTime } from '../engine/calendar/local-time.ts';
import { defined } from '../engine/defined.ts';
import type { Language } from '../engine/language.ts';
import type { NoticeText } from '../engine/outbox/notice.ts';
import { fill } from './fill.ts';
import { isolated } from './isolated.ts';
import type { NoticeWords } from './notice-words.ts';
import { wordsOfNotices } from './words-of-notices.ts';

/**
 * Renders a notice about cases. A notice of a sensitive case has neither type nor place, so its text has none either.
 */
export function caseNoticeText(notice: CaseNotice): NoticeText {
  const { notices: words } = wordsOfNotices(notice.language);
  const { title, sentence } = words.kinds[notice.says ?? notice.kind];
  const values = valuesOf(notice, words);
  return {
    title: fill(title, values),
    text: `${fill(sentence, values)}${due(notice, words)}`,
    details: detailsOf(notice),
  };
}

/** The codes that the text was rendered from, for channels that need them. */
function detailsOf({ caseSummary, clock, level, batch, says, news }: CaseNotice) {
  const { dueAt, ...about } = caseSummary ?? {};
  return {
    ...about,
    ...(dueAt !== undefined && { dueAt: toIso(dueAt) }),
    ...defined({ clock, level, batch, says, news }),
  };
}

function valuesOf({ caseSummary, clock, level, batch, news, language }: CaseNotice, words: NoticeWords) {
  return {
    ...(news && newsValues(news, words, language)),
    ...(batch && batchValues(batch, words, language)),
    ...(caseSummary && {
      reference: caseSummary.reference,
      caseSummary: summaryText(caseSummary, words, language),
    }),
    ...defined({ level }),
    clock: clock === undefined ? words.someClock : wordsOfNotices(language).clocks[clock],
  };
}

/** What is new, oldest first, each once; the number counts every message. */
function newsValues(
  sayings: NonNullable<CaseNotice['news']>,
  { news }: NoticeWords,
  language: Language,
): { readonly count: number; readonly newest: string; readonly news: string } {
  const told = sayings.map((saying) => news[saying]);
  return {
    count: sayings.length,
    newest: told.at(-1) ?? '',
    news: [...new Set(told)].join(wordsOfNotices(language).between),
  };
}

function batchValues(
  { count, references, type, place, priority }: NonNullable<CaseNotice['batch']>,
  { batch }: NoticeWords,
  language: Language,
) {
  const { between, types } = wordsOfNotices(language);
  const common =
    type === undefined || place === undefined
      ? fill(batch.sensitive, { priority })
      : fill(batch.open, { priority, type: types[type], place: isolated(place) });
  return { count, references: references.join(between) || '…', batch: common };
}

function summaryText(
  { reference, priority, type, place }: NonNullable<CaseNotice['caseSummary']>,
  { caseSummary }: NoticeWords,
  language: Language,
): string {
  if (type === undefined || place === undefined) return fill(caseSummary.sensitive, { reference, priority });
  return fill(caseSummary.open, {
    reference,
    priority,
    type: wordsOfNotices(language).types[type],
    place: isolated(place),
  });
}

function due({ kind, says, news, caseSummary }: CaseNotice, words: NoticeWords): string {
  if (caseSummary?.dueAt === undefined) return '';
  const own = [says ?? kind, ...(news ?? [])].flatMap((saying) => words.kinds[saying].due ?? []);
  const sentence = fill(own.at(-1) ?? words.due, { at: wallClock(caseSummary.dueAt) });
  return caseSummary.mayMove ? `${sentence}${words.mayMove}` : sentence;
}

/** `10-01 16:08`, local time; midnight is `10-01 24:00`. */
function wallClock(dueAt: Instant): string {
  const { date, time } = deadlineTime(dueAt);
  return `${date.slice(5)} ${time}`;
}
