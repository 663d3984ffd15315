import type { Language } from '../engine/language.ts';
import { office as english } from './en/office.ts';
import type { OfficeWords } from './office-words.ts';
import { office as chinese } from './zh-cn/office.ts';

const parts = { 'zh-CN': chinese, en: english } as const satisfies Record<Language, OfficeWords>;

/** What only the console's pages of people and settings say. */
export const wordsOfOffice = (language: Language): OfficeWords => parts[language];
