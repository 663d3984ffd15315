import { fill } from '../../../web/words/fill.ts';
import type { NoticeWords } from '../../../web/words/notice-words.ts';
import { wordsOf } from '../../../web/words/words-of.ts';
import type { Language } from '../../domain/case.ts';
import { type ClockKind, milestoneKinds, promiseKinds, stateClockKinds } from '../../domain/clock.ts';
import { HOUR, type Instant, MINUTE } from '../../domain/instant.ts';
import { localDayAt, timeOfDayMs } from '../../domain/local-day.ts';
import type { Notice } from '../../records.ts';

/** A notice as a person reads it: a title short enough for a lock screen, and what it is about. */
export interface NoticeText {
  readonly title: string;
  readonly text: string;
}

/** Puts a notice into words. It can only say what the notice holds, so a sensitive matter stays a number. */
export function noticeText(notice: Notice): NoticeText {
  const { notices: words } = wordsOf(notice.language);
  const { title, sentence } = words.kinds[notice.kind];
  const values = valuesOf(notice, words);
  return { title: fill(title, values), text: `${fill(sentence, values)}${due(notice, words)}` };
}

function valuesOf({ matter, clock, rung, counts, crowd, language }: Notice, words: NoticeWords) {
  return {
    ...counts,
    ...(crowd && crowdValues(crowd, words, language)),
    ...(matter && { reference: matter.reference, matter: named(matter, words, language) }),
    ...(rung !== undefined && { rung }),
    clock: isClockKind(clock) ? wordsOf(language).clocks[clock] : words.someClock,
  };
}

function crowdValues(
  { count, references, type, place, priority }: NonNullable<Notice['crowd']>,
  { crowd }: NoticeWords,
  language: Language,
) {
  const { between, types } = wordsOf(language);
  const common =
    type === undefined || place === undefined
      ? fill(crowd.sensitive, { priority })
      : fill(crowd.open, { priority, type: types[type], place });
  return { count, references: references.join(between) || '…', crowd: common };
}

function named(
  { reference, priority, type, place }: NonNullable<Notice['matter']>,
  { matter }: NoticeWords,
  language: Language,
): string {
  if (type === undefined || place === undefined) return fill(matter.sensitive, { reference, priority });
  return fill(matter.open, { reference, priority, type: wordsOf(language).types[type], place });
}

function due({ kind, matter }: Notice, words: NoticeWords): string {
  if (matter?.dueAt === undefined) return '';
  return fill(words.kinds[kind].due ?? words.due, { at: wallClock(matter.dueAt) });
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
