import { type Language, languages } from '../cases/case.ts';

/** Enough for any browser; what follows is not looked at. */
const RANGES_MAX = 10;

/**
 * The language of ours that the reader likes best, by `Accept-Language`. Chinese where they name neither of ours:
 * that is who lives here.
 */
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

/** By a language's first part: any Chinese reads ours, and so does any English. */
export const languageOf = (tag: string): Language | undefined =>
  languages.find((language) => firstPart(language) === firstPart(tag));

const firstPart = (tag: string): string => tag.toLowerCase().split(/[^a-z]/, 1)[0] ?? '';
