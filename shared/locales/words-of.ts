import type { Language } from '../engine/language.ts';
import { en } from './en/en.ts';
import type { Words } from './words.ts';
import { zhCn } from './zh-cn/zh-cn.ts';

/** To add a language, add its folder and a line here. */
const catalogues = { 'zh-CN': zhCn, en } as const satisfies Record<Language, Words>;

/** The catalogue of a language. */
export const wordsOf = (language: Language): Words => catalogues[language];
