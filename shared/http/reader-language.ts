import { type Language, languages } from '../engine/language.ts';
import { accepted } from './accepted.ts';

/** The supported language that `Accept-Language` prefers; Chinese, the residents' language, if it names none. */
export function readerLanguage(acceptLanguage: string | undefined): Language {
  const supported = accepted(acceptLanguage)
    .filter(({ weight }) => weight > 0)
    .map(({ name }) => languageOf(name));
  return supported.find((language) => language !== undefined) ?? 'zh-CN';
}

/** The supported language with the same primary subtag: `zh-TW` gets `zh-CN`, and `en-GB` gets `en`. */
export const languageOf = (tag: string): Language | undefined =>
  languages.find((language) => primarySubtag(language) === primarySubtag(tag));

const primarySubtag = (tag: string): string => tag.toLowerCase().split(/[^a-z]/, 1)[0] ?? '';
