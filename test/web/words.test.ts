import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { type CaseType, caseTypes } from '../../shared/cases/case-type.ts';
import { milestoneKinds, promiseKinds, stateClockKinds } from '../../shared/cases/clock-kinds.ts';
import { notResolvedReasons, rejectionReasons, transferTargets } from '../../shared/cases/command.ts';
import { moves, openStatuses, terminalStatuses } from '../../shared/cases/lifecycle.ts';
import { languages } from '../../shared/engine/language.ts';
import { violationKinds } from '../../shared/engine/proof/proof.ts';
import { problemCodes } from '../../shared/http/problem.ts';
import { inputErrorCodes } from '../../shared/locales/problem-codes.ts';
import { wordsOf } from '../../shared/locales/words-of.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { pluralsIn, sentencesIn, valuesIn } from './sentences.ts';

const [zh, ...others] = languages.map(wordsOf);

describe('the catalogues', () => {
  test('are one folder for each language', () => {
    const folders = readdirSync('shared/locales', { withFileTypes: true }).filter((entry) =>
      entry.isDirectory(),
    );
    expect(folders.map(({ name }) => name).toSorted()).toEqual(
      languages.map((language) => language.toLowerCase()).toSorted(),
    );
  });

  test.each(others)('have the same keys in $language as in Chinese', (words) => {
    expect(sentencesIn(words).map(([path]) => path)).toEqual(sentencesIn(zh).map(([path]) => path));
  });

  test.each(others)('have places for the same values in $language as in Chinese', (words) => {
    const theirs = new Map(sentencesIn(words));
    for (const [path, sentence] of sentencesIn(zh)) {
      expect(valuesIn(theirs.get(path) ?? ''), path).toEqual(valuesIn(sentence));
    }
  });

  test.each(languages)('have exactly the plural forms of %s', (language) => {
    const { pluralCategories } = new Intl.PluralRules(language).resolvedOptions();
    for (const [path, sentence] of sentencesIn(wordsOf(language))) {
      for (const { branches } of pluralsIn(sentence)) {
        const named = [...branches.keys()].filter((name) => !name.startsWith('='));
        expect(named.toSorted(), path).toEqual(pluralCategories.toSorted());
      }
    }
  });

  test('leave no sentence empty', () => {
    for (const [path, sentence] of languages.map(wordsOf).flatMap((words) => sentencesIn(words)))
      expect(sentence.trim(), path).not.toBe('');
  });

  test('contain English in English and Chinese in Chinese', () => {
    for (const [path, sentence] of sentencesIn(wordsOf('en')))
      expect(sentence, path).not.toMatch(/\p{Script=Han}/u);
    const wordless = [
      '.outcomes.110',
      '.outcomes.120',
      '.outcomes.119',
      '.language',
      '.between',
      '.notices.caseSummary.open',
      '.notices.caseSummary.sensitive',
    ];
    for (const [path, sentence] of sentencesIn(zh)) {
      if (!wordless.includes(path)) expect(sentence, path).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe.each(languages.map(wordsOf))('in $language there are words', (words) => {
  test.each([
    ['every problem', words.problems, problemCodes],
    ['every error of a field', words.inputErrors, inputErrorCodes],
    ['every type', words.types, caseTypes],
    ['every status', words.statuses, [...openStatuses, ...terminalStatuses, 'handled']],
    ['every move', words.moves, moves],
    ['every violation', words.violations, violationKinds],
    ['every clock', words.clocks, [...promiseKinds, ...stateClockKinds, ...milestoneKinds]],
  ])('for %s, and for nothing else', (_what, catalogue, keys) => {
    expect(Object.keys(catalogue).toSorted()).toEqual([...keys].toSorted());
  });

  test('for every closed question and each of its answers, and for nothing else', () => {
    for (const [type, { questions }] of Object.entries(standardPolicy.types)) {
      const asked = Object.entries(questions).map(([name, { choices }]) => [name, choices.toSorted()]);
      const worded = Object.entries(words.questions[type as CaseType]).map(([name, { choices }]) => [
        name,
        Object.keys(choices).toSorted(),
      ]);
      expect(Object.fromEntries(worded), type).toEqual(Object.fromEntries(asked));
    }
  });

  test('only for errors that exist, where the form has its own wording', () => {
    for (const name of Object.keys(words.form.errors)) {
      const code = name.split('.').at(-1);
      expect(inputErrorCodes as readonly string[], name).toContain(code);
    }
  });

  test('for every way a case can end', () => {
    const endings = [
      ...Object.values(standardPolicy.types).flatMap(({ outcomes }) => outcomes),
      ...notResolvedReasons,
      ...rejectionReasons,
      ...transferTargets,
    ];
    expect(endings.filter((ending) => words.outcomes[ending] === undefined)).toEqual([]);
  });
});
