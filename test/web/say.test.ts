import { describe, expect, test } from 'vitest';
import { partsOf, sentenceOf } from '../../shared/locales/message.ts';
import { say } from '../../shared/locales/say.ts';

describe('a sentence', () => {
  const neighbours =
    '{count, plural, =0 {Nobody} one {# neighbour of {place}} other {# neighbours of {place}}} told us.';

  test.each([
    [0, 'Nobody told us.'],
    [1, '1 neighbour of building 3 told us.'],
    [2, '2 neighbours of building 3 told us.'],
    [21, '21 neighbours of building 3 told us.'],
  ])('says %d in the form that English has for it', (count, said) => {
    expect(say('en', neighbours, { count, place: 'building 3' })).toBe(said);
  });

  test('says every number alike in Chinese, which has one form', () => {
    const sentence = '{count, plural, other {有 # 位邻居}}反映过';
    expect([1, 2].map((count) => say('zh-CN', sentence, { count }))).toEqual([
      '有 1 位邻居反映过',
      '有 2 位邻居反映过',
    ]);
  });

  test('chooses words by a kind, and has words for a kind it does not know', () => {
    const sentence = '{who, select, guard {The guard} other {Somebody}} answers.';
    expect(['guard', 'chief'].map((who) => say('en', sentence, { who }))).toEqual([
      'The guard answers.',
      'Somebody answers.',
    ]);
  });

  test('needs a value for each of its places', () => {
    expect(() => say('en', 'By {time}', {})).toThrow('{time}');
  });

  test('comes out as it was when it is read and written down', () => {
    expect(sentenceOf(partsOf(neighbours))).toBe(neighbours);
  });

  test.each(['{', '}', '{count', '{count, plural, one {#}}', '{count, number}', '{count, plural, other {#}'])(
    'is refused when it is none: %s',
    (sentence) => {
      expect(() => partsOf(sentence)).toThrow(SyntaxError);
    },
  );
});
