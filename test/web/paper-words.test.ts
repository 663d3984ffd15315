import { expect, test } from 'vitest';
import { papers as en } from '../../web/words/en/papers.ts';
import { paperFaults } from '../../web/words/paper-words.ts';
import { papers as zh } from '../../web/words/zh-cn/papers.ts';

/** Every sentence by the way to it. */
function sentences(value: unknown, path = ''): readonly (readonly [string, string])[] {
  if (typeof value === 'string') return [[path, value]];
  return Object.entries(value as object).flatMap(([name, inner]) => sentences(inner, `${path}.${name}`));
}
const values = (sentence: string) => [...sentence.matchAll(/\{\w+\}/g)].map(String).toSorted();

test('the words about papers say the same in both languages, each in its own', () => {
  const english = new Map(sentences(en));
  expect(sentences(zh).map(([path]) => path)).toEqual([...english.keys()]);
  for (const [path, sentence] of sentences(zh)) {
    expect(sentence, path).toMatch(/\p{Script=Han}/u);
    expect(english.get(path), path).not.toMatch(/\p{Script=Han}/u);
    expect(values(english.get(path) ?? ''), path).toEqual(values(sentence));
  }
});

test('the help names every option and every status it ends with, in both languages', () => {
  for (const { help } of [en, zh]) {
    for (const option of ['--jwks', '--milestones', '--written', '--language'])
      expect(help).toContain(option);
    for (const status of ['0', '1', '2']) expect(help).toContain(status);
  }
});

test('there is a sentence for every fault', () => {
  expect(Object.keys(en.faults)).toEqual([...paperFaults]);
});
