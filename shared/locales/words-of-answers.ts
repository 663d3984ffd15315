import type { Language } from '../engine/language.ts';
import { answers as english } from './en/answers.ts';
import type { AnswerWords } from './words.ts';
import { answers as chinese } from './zh-cn/answers.ts';

const parts = { 'zh-CN': chinese, en: english } as const satisfies Record<Language, AnswerWords>;

/** The part of a catalogue that answers other than pages are made of: the function of staff shows no page. */
export const wordsOfAnswers = (language: Language): AnswerWords => parts[language];
