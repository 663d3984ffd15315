import type { Language } from '../../../../../shared/engine/language.ts';
import { settingsWords as english } from '../../../../../shared/locales/en/settings.ts';
import type { SettingsWords } from '../../../../../shared/locales/settings-words.ts';
import { settingsWords as chinese } from '../../../../../shared/locales/zh-cn/settings.ts';
import { language } from '../../../text/words.ts';

const catalogues: Readonly<Record<Language, SettingsWords>> = { 'zh-CN': chinese, en: english };

/** The sentences of the settings, which are loaded with their screen and not with the console. */
export const settingsWords = (): SettingsWords => catalogues[language()];
