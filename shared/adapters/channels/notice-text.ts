import type { Language } from '../../cases/case.ts';
import { HOUR, type Instant, MINUTE } from '../../engine/calendar/instant.ts';
import { localDayAt, timeOfDayMs } from '../../engine/calendar/local-day.ts';
import { type ClockKind, milestoneKinds, promiseKinds, stateClockKinds } from '../../engine/clocks/clock.ts';
import type { Notice } from '../../engine/outbox/notice-record.ts';
import { fill } from '../../locales/fill.ts';
import type { NoticeWords } from '../../locales/notice-words.ts';
import { wordsOf } from '../../locales/words-of.ts';

/** A notice as a person reads it: a title short enough for a lock screen, and what it is about. */
export interface NoticeText {
  readonly title: string;
  readonly text: string;
}

/** Puts a notice into words. It can only say what the notice holds, so a sensitive case stays a number. */
export function noticeText(notice: Notice): NoticeText {
  const { notices: words } = wordsOf(notice.language);
  const { title, sentence } = words.kinds[notice.kind];
  const values = valuesOf(notice, words);
  return { title: fill(title, values), text: `${fill(sentence, values)}${due(notice, words)}` };
}

function valuesOf({ caseSummary, clock, level, counts, batch, language }: Notice, words: NoticeWords) {
  return {
    ...counts,
    ...(batch && batchValues(batch, words, language)),
    ...(caseSummary && {
      reference: caseSummary.reference,
      caseSummary: named(caseSummary, words, language),
    }),
    ...(level !== undefined && { level }),
    clock: isClockKind(clock) ? wordsOf(language).clocks[clock] : words.someClock,
  };
}

function batchValues(
  { count, references, type, place, priority }: NonNullable<Notice['batch']>,
  { batch }: NoticeWords,
  language: Language,
) {
  const { between, types } = wordsOf(language);
  const common =
    type === undefined || place === undefined
      ? fill(batch.sensitive, { priority })
      : fill(batch.open, { priority, type: types[type], place });
  return { count, references: references.join(between) || '…', batch: common };
}

function named(
  { reference, priority, type, place }: NonNullable<Notice['caseSummary']>,
  { caseSummary }: NoticeWords,
  language: Language,
): string {
  if (type === undefined || place === undefined) return fill(caseSummary.sensitive, { reference, priority });
  return fill(caseSummary.open, { reference, priority, type: wordsOf(language).types[type], place });
}

function due({ kind, caseSummary }: Notice, words: NoticeWords): string {
  if (caseSummary?.dueAt === undefined) return '';
  return fill(words.kinds[kind].due ?? words.due, { at: wallClock(caseSummary.dueAt) });
}

const clockKinds: readonly string[] = [...promiseKinds, ...stateClockKinds, ...milestoneKinds];
const isClockKind = (clock: string | undefined): clock is ClockKind =>
  clock !== undefined && clockKinds.includes(clock);

/** `10-01 16:08`, as the clock on the station's wall shows it. */
function wallClock(at: Instant): string {
  const ms = timeOfDayMs(at);
  const two = (value: number) => String(Math.floor(value)).padStart(2, '0');
  return `${localDayAt(at).slice(5)} ${two(ms / HOUR)}:${two((ms % HOUR) / MINUTE)}`;
}
