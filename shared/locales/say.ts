import type { Language } from '../cases/case.ts';
import { type Choice, type Part, partsOf } from './message.ts';

type Values = Readonly<Record<string, string | number>>;

/**
 * Says a sentence whose words depend on a number or on a kind, in the forms that its language has. Sentences that
 * only have places for values need no more than `fill`, which is plain enough for the scripts of old browsers too.
 */
export const say = (language: Language, sentence: string, values: Values): string =>
  spoken(partsOf(sentence), values, language);

function spoken(parts: readonly Part[], values: Values, language: Language, number?: string): string {
  return parts
    .map((part) => {
      if ('words' in part) return part.words;
      if ('value' in part) return given(part.value, values);
      if ('number' in part) return number ?? '#';
      const { of, by } = part.choice;
      const value = given(of, values);
      const chosen = branchOf(part.choice, value, language);
      return spoken(chosen, values, language, by === 'plural' ? value : number);
    })
    .join('');
}

function given(name: string, values: Values): string {
  const value = values[name];
  if (value === undefined) throw new RangeError(`no value for {${name}}`);
  return String(value);
}

/** An exact number comes before its plural category, as in ICU. */
function branchOf({ by, branches }: Choice, value: string, language: Language): readonly Part[] {
  const category = by === 'plural' ? new Intl.PluralRules(language).select(Number(value)) : value;
  return branches.get(`=${value}`) ?? branches.get(category) ?? branches.get('other') ?? [];
}
