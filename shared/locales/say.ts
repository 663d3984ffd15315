import type { Language } from '../engine/language.ts';
import { type Choice, type Part, partsOf } from './message.ts';

type Values = Readonly<Record<string, string | number>>;

/**
 * Renders a sentence with plural or select choices by the rules of its language. For sentences with placeholders only,
 * use `fill`, which also runs in the page scripts of old browsers.
 */
export const say = (language: Language, sentence: string, values: Values): string =>
  render(partsOf(sentence), values, language);

function render(parts: readonly Part[], values: Values, language: Language, number?: string): string {
  return parts
    .map((part) => {
      if ('words' in part) return part.words;
      if ('value' in part) return requiredValue(part.value, values);
      if ('number' in part) return number ?? '#';
      const { of, by } = part.choice;
      const value = requiredValue(of, values);
      const chosen = branchOf(part.choice, value, language);
      return render(chosen, values, language, by === 'plural' ? value : number);
    })
    .join('');
}

function requiredValue(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for {${name}}`);
  return String(value);
}

/** As in ICU, a branch for the exact number takes precedence over the plural category. */
function branchOf({ by, branches }: Choice, value: string, language: Language): readonly Part[] {
  const category = by === 'plural' ? new Intl.PluralRules(language).select(Number(value)) : value;
  return branches.get(`=${value}`) ?? branches.get(category) ?? branches.get('other') ?? [];
}
