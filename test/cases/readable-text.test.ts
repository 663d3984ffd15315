import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isBlank, readableCharacters } from '../../shared/cases/readable-text.ts';

/** A character by its number, since most of these cannot be seen. */
const char = (...codePoints: readonly number[]): string => String.fromCodePoint(...codePoints);

const invisible: readonly (readonly [string, string])[] = [
  ['nothing', ''],
  ['blanks and line breaks', ' \t\n\u3000\u00a0\u2028'],
  ['a zero-width space', char(0x200b)],
  ['a zero-width joiner', char(0x200d)],
  ['a byte order mark', char(0xfeff)],
  ['a soft hyphen', char(0xad)],
  ['a word joiner', char(0x2060)],
  ['direction marks and overrides', char(0x200e, 0x202e, 0x2066)],
  ['a variation selector', char(0xfe0f)],
  ['a grapheme joiner', char(0x34f)],
  ['a Hangul filler', char(0x3164)],
  ['half-width and jamo fillers', char(0xffa0, 0x115f, 0x1160)],
  ['a Mongolian vowel separator', char(0x180e)],
  ['a blank braille pattern', char(0x2800)],
  ['a tag character', char(0xe0041)],
  ['a lone combining mark', char(0x301)],
  ['a lone Thai vowel sign', char(0xe34)],
  ['a lone enclosing mark', char(0x20dd)],
  ['a control character', char(0x85)],
  ['a private character', char(0xe000)],
];

const visible: readonly (readonly [string, string])[] = [
  ['full stops', '..........'],
  ['Chinese punctuation', '。。。，、！？……'],
  ['dashes and brackets', '——（）【】'],
  ['a mark on a full stop', char(0x2e, 0x301)],
  ['an emoji', '👌'],
  ['a family of emoji', '👨‍👩‍👧'],
  ['a flag', '🇨🇳'],
];

const words: readonly (readonly [string, number])[] = [
  ['好', 1],
  ['好的，谢谢！', 6],
  ['好。。。。。。。。。。', 2],
  ['好         的', 2],
  ['已修好', 3],
  ['ok', 2],
  [`e${char(0x301)}`, 1],
  ['110', 3],
  ['１１０', 3],
  ['각', 1],
  [char(0x1100, 0x1161, 0x11a8), 1],
  ['བོད་', 3],
  ['ئۇيغۇر', 6],
  ['𠮷', 1],
  [`好${char(0x200b).repeat(20)}`, 1],
  [`好${char(0x301).repeat(20)}`, 1],
  ['👌好', 1],
  ['1️⃣', 1],
];

describe('a text shows nothing', () => {
  it.each(invisible)('if it is %s', (_, text) => {
    expect([readableCharacters(text), isBlank(text)]).toEqual([0, true]);
  });
});

describe('a text shows something and has no words', () => {
  it.each(visible)('if it is %s', (_, text) => {
    expect([readableCharacters(text), isBlank(text)]).toEqual([0, false]);
  });
});

describe('a person reads', () => {
  it.each(words)('%s as %i characters', (text, count) => {
    expect([readableCharacters(text), isBlank(text)]).toEqual([count, false]);
  });

  it('no more when blanks, invisible characters, punctuation and emoji stand between the words', () => {
    const padding = fc.constantFrom(...[...invisible, ...visible].map(([, text]) => text), ' ');
    const word = fc.constantFrom('修', '好', 'a', '7');
    fc.assert(
      fc.property(fc.array(fc.tuple(word, padding), { maxLength: 20 }), (pairs) => {
        const text = pairs.map(([letter, between]) => `${letter} ${between} `).join('');
        expect(readableCharacters(text)).toBe(pairs.length);
      }),
    );
  });
});
