import { languages } from '../../../shared/engine/language.ts';
import { wordsOf } from '../../../shared/locales/words-of.ts';
import { sentencesIn, valuesIn } from '../../web/sentences.ts';
import { atMost } from '../bar.ts';
import { journeyCheck } from '../check.ts';

/** Each sentence of a language with the values it has places for; the form of a number is a language's own affair. */
const shapes = (language: (typeof languages)[number]): ReadonlySet<string> =>
  new Set(
    sentencesIn(wordsOf(language)).map(
      ([path, sentence]) => `${path} ${valuesIn(sentence).map((value) => value.replace(/,.*/, '}'))}`,
    ),
  );

export const catalogues = journeyCheck({
  ...{ number: 25, title: 'Keys and values that only some of the catalogues have' },
  bar: atMost(0),
  async measure() {
    const [first, ...others] = languages.map((language) => ({ language, has: shapes(language) }));
    return others.map(({ language, has }) => {
      const here = first?.has ?? new Set();
      const faults = [
        ...[...here].filter((shape) => !has.has(shape)),
        ...[...has].filter((shape) => !here.has(shape)),
      ];
      return { where: `${first?.language} and ${language}`, value: faults.length, faults };
    });
  },
});
