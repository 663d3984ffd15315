import type { Language } from '../../../shared/engine/language.ts';
import type { Words } from './inbox-words.ts';
import { english } from './words-en.ts';
import { chinese } from './words-zh-cn.ts';

/** All texts of the inbox. */
export const words: Readonly<Record<Language, Words>> = { 'zh-CN': chinese, en: english };
