import type { Language } from '../engine/language.ts';
import { statistics as english } from './en/statistics.ts';
import type { StatisticsWords } from './statistics-words.ts';
import { statistics as chinese } from './zh-cn/statistics.ts';

const parts = { 'zh-CN': chinese, en: english } as const satisfies Record<Language, StatisticsWords>;

/** The headings of the statistics as a file, which the function of staff alone writes. */
export const wordsOfStatistics = (language: Language): StatisticsWords => parts[language];
