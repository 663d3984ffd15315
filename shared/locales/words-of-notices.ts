import type { Language } from '../engine/language.ts';
import { types as typesInEnglish } from './en/case-words.ts';
import * as english from './en/notices.ts';
import { clocks as clocksInEnglish } from './en/progress.ts';
import type { Words } from './words.ts';
import { types as typesInChinese } from './zh-cn/case-words.ts';
import * as chinese from './zh-cn/notices.ts';
import { clocks as clocksInChinese } from './zh-cn/progress.ts';

/** What notices are made of. */
type WordsOfNotices = Pick<Words, 'notices' | 'between' | 'types' | 'clocks'>;

const parts = {
  'zh-CN': { ...chinese, types: typesInChinese, clocks: clocksInChinese },
  en: { ...english, types: typesInEnglish, clocks: clocksInEnglish },
} as const satisfies Record<Language, WordsOfNotices>;

/**
 * The part of a catalogue that notices are made of. Every function knows the messages of cases, and those that answer no
 * request need no other sentence: the rest would be a seventh of what they parse at start.
 */
export const wordsOfNotices = (language: Language): WordsOfNotices => parts[language];
