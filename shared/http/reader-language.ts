import { type Language, languages } from '../engine/language.ts';

/** More than browsers send; further ranges are ignored. */
const RANGES_MAX = 10;

/** The supported language that `Accept-Language` prefers; Chinese, the residents' language, if it names none. */
export function readerLanguage(acceptLanguage: string | undefined): Language {
  const ranges = (acceptLanguage ?? '').split(',', RANGES_MAX).map((range, index) => {
    const [tag = '', ...parameters] = range.trim().toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { language: languageOf(tag), weight: weight === undefined ? 1 : Number(weight), index };
  });
  const [best] = ranges
    .filter(({ language, weight }) => language !== undefined && weight > 0)
    .sort((one, other) => other.weight - one.weight || one.index - other.index);
  return best?.language ?? 'zh-CN';
}

/** The supported language with the same primary subtag: `zh-TW` gets `zh-CN`, and `en-GB` gets `en`. */
export const languageOf = (tag: string): Language | undefined =>
  languages.find((language) => primarySubtag(language) === primarySubtag(tag));

const primarySubtag = (tag: string): string => tag.toLowerCase().split(/[^a-z]/, 1)[0] ?? '';
