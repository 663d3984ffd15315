import { describe, expect, it } from 'vitest';
import { consoleWords as englishConsole } from '../../../shared/locales/en/console.ts';
import { settingsWords as english } from '../../../shared/locales/en/settings.ts';
import { consoleWords as chineseConsole } from '../../../shared/locales/zh-cn/console.ts';
import { settingsWords as chinese } from '../../../shared/locales/zh-cn/settings.ts';
import { pluralsIn, sentencesIn, valuesIn } from '../sentences.ts';

/** Without what decides the form: `{count, plural}` counts as `{count}`. */
const placesIn = (sentence: string): readonly string[] => [
  ...new Set(valuesIn(sentence).map((value) => value.replace(/,.*(?=\})/, ''))),
];

describe.each([
  ['the settings', chinese, english],
  ['the console', chineseConsole, englishConsole],
] as const)('the sentences of %s', (_, zh, en) => {
  it('have places for the same values in both languages', () => {
    const theirs = new Map(sentencesIn(en));
    expect([...theirs.keys()].toSorted()).toEqual(
      sentencesIn(zh)
        .map(([path]) => path)
        .toSorted(),
    );
    for (const [path, sentence] of sentencesIn(zh)) {
      expect(placesIn(theirs.get(path) ?? ''), path).toEqual(placesIn(sentence));
    }
  });

  it.each([
    ['zh-CN', zh],
    ['en', en],
  ] as const)('have exactly the plural forms of %s', (language, words) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [path, sentence] of sentencesIn(words)) {
      for (const { branches } of pluralsIn(sentence)) {
        const named = [...branches.keys()].filter((name) => !name.startsWith('='));
        expect(named.toSorted(), path).toEqual(pluralCategories.toSorted());
      }
    }
  });

  it('are English in English', () => {
    // The name of a language is written in it.
    const sentences = sentencesIn(en).filter(([path]) => path !== '.shell.otherLanguage');
    for (const [path, sentence] of sentences) expect(sentence, path).not.toMatch(/\p{Script=Han}/u);
  });
});
