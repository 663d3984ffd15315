import { describe, expect, test } from 'vitest';
import { type CaseType, caseTypes } from '../../shared/domain/case-type.ts';
import { milestoneKinds, promiseKinds, stateClockKinds } from '../../shared/domain/clock.ts';
import { notResolvedReasons, rejectionReasons, transferTargets } from '../../shared/domain/command.ts';
import { moves, openStatuses, terminalStatuses } from '../../shared/domain/lifecycle.ts';
import { violationKinds } from '../../shared/domain/proof.ts';
import { problemCodes } from '../../shared/http/problem.ts';
import { standardPolicy } from '../../shared/policies/standard.ts';
import { inputErrorCodes } from '../../web/words/problem-codes.ts';
import { wordsOf } from '../../web/words/words-of.ts';

const zh = wordsOf('zh-CN');
const en = wordsOf('en');

/** Every sentence by the way to it: `problems.not-found.title`. */
function sentences(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) => sentences(inner, `${path}.${name}`));
}

const placeholders = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).toSorted();

describe('the catalogues', () => {
  test('have the same keys in both languages', () => {
    expect(sentences(en).map(([path]) => path)).toEqual(sentences(zh).map(([path]) => path));
  });

  test('have places for the same values in both languages', () => {
    const english = new Map(sentences(en));
    for (const [path, sentence] of sentences(zh)) {
      expect(placeholders(english.get(path) ?? ''), path).toEqual(placeholders(sentence));
    }
  });

  test('leave no sentence empty', () => {
    for (const [path, sentence] of [...sentences(zh), ...sentences(en)])
      expect(sentence.trim(), path).not.toBe('');
  });

  test('speak English in English and Chinese in Chinese', () => {
    const { language: _, ...words } = en;
    for (const [path, sentence] of sentences(words)) expect(sentence, path).not.toMatch(/\p{Script=Han}/u);
    const numbers = ['.outcomes.110', '.outcomes.120', '.outcomes.119', '.language', '.between'];
    for (const [path, sentence] of sentences(zh)) {
      if (!numbers.includes(path)) expect(sentence, path).toMatch(/\p{Script=Han}/u);
    }
  });
});

describe.each([zh, en])('in $language there are words', (words) => {
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

  test('for every error that it has words of its own for: an error that there is', () => {
    for (const name of Object.keys(words.form.errors)) {
      const code = name.split('.').at(-1);
      expect(inputErrorCodes as readonly string[], name).toContain(code);
    }
  });

  test('for every way a matter can end', () => {
    const endings = [
      ...Object.values(standardPolicy.types).flatMap(({ outcomes }) => outcomes),
      ...notResolvedReasons,
      ...rejectionReasons,
      ...transferTargets,
    ];
    expect(endings.filter((ending) => words.outcomes[ending] === undefined)).toEqual([]);
  });
});
