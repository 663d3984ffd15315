import { describe, expect, test } from 'vitest';
import { partsOf, sentenceOf } from '../../shared/locales/message.ts';
import { say } from '../../shared/locales/say.ts';

describe('a sentence', () => {
  const pluralSentence =
    '{count, plural, =0 {Nobody} one {# neighbour of {place}} other {# neighbours of {place}}} told us.';

  test.each([
    [0, 'Nobody told us.'],
    [1, '1 neighbour of building 3 told us.'],
    [2, '2 neighbours of building 3 told us.'],
    [21, '21 neighbours of building 3 told us.'],
  ])('uses the English plural form for %d', (count, said) => {
    expect(say('en', pluralSentence, { count, place: 'building 3' })).toBe(said);
  });

  test('uses the one plural form of Chinese for every number', () => {
    const sentence = '{count, plural, other {有 # 位邻居}}反映过';
    expect([1, 2].map((count) => say('zh-CN', sentence, { count }))).toEqual([
      '有 1 位邻居反映过',
      '有 2 位邻居反映过',
    ]);
  });

  test('selects words by a value, and falls back for an unknown value', () => {
    const sentence = '{who, select, guard {The guard} other {Somebody}} answers.';
    expect(['guard', 'chief'].map((who) => say('en', sentence, { who }))).toEqual([
      'The guard answers.',
      'Somebody answers.',
    ]);
  });

  test('needs a value for each of its places', () => {
    expect(() => say('en', 'By {time}', {})).toThrow('{time}');
  });

  test('is unchanged when parsed and serialized', () => {
    expect(sentenceOf(partsOf(pluralSentence))).toBe(pluralSentence);
  });

  test.each(['{', '}', '{count', '{count, plural, one {#}}', '{count, number}', '{count, plural, other {#}'])(
    'is refused when malformed: %s',
    (sentence) => {
      expect(() => partsOf(sentence)).toThrow(SyntaxError);
    },
  );
});
