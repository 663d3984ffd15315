import { signal } from '@preact/signals';
import { type Language, languages } from '../../../shared/engine/language.ts';
import type { ConsoleWords } from '../../../shared/locales/console-words.ts';
import { say as sayIn } from '../../../shared/locales/say.ts';

const catalogues: Readonly<Record<Language, () => Promise<ConsoleWords>>> = {
  'zh-CN': async () => (await import('../../../shared/locales/zh-cn/console.ts')).consoleWords,
  en: async () => (await import('../../../shared/locales/en/console.ts')).consoleWords,
};

const loaded = signal<{ readonly language: Language; readonly words: ConsoleWords } | undefined>(undefined);

const KEY = 'huiying.language';

/** The language that was chosen here, or the first of the browser's that there is. */
function preferredLanguage(): Language {
  const chosen = languages.find((one) => one === localStorage.getItem(KEY));
  const asked = navigator.languages.map((tag) =>
    tag.toLowerCase().startsWith('zh') ? 'zh-CN' : tag.slice(0, 2),
  );
  return chosen ?? languages.find((one) => asked.includes(one)) ?? 'zh-CN';
}

async function use(language: Language): Promise<void> {
  const words = await catalogues[language]();
  document.documentElement.lang = language;
  loaded.value = { language, words };
}

/** Loads the sentences; nothing can be shown before. */
export const loadWords = (): Promise<void> => use(preferredLanguage());

/** Changes to the other language, and keeps to it on this machine. */
export function changeLanguage(): void {
  const next = languages.find((one) => one !== language()) ?? 'zh-CN';
  localStorage.setItem(KEY, next);
  void use(next);
}

function current() {
  if (loaded.value === undefined) throw new Error('the sentences are not loaded');
  return loaded.value;
}

export const language = (): Language => current().language;
export const words = (): ConsoleWords => current().words;

/** A sentence with its values, by the plural rules of the language. */
export const say = (sentence: string, values: Readonly<Record<string, string | number>> = {}): string =>
  sayIn(language(), sentence, values);
