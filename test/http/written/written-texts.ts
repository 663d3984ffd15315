import fc from 'fast-check';
import type { InputErrorCode } from '../../../shared/locales/problem-codes.ts';
import type { Classes } from './written-phones.ts';

const words = fc
  .array(
    fc.constantFrom('三楼', '漏水', '电梯', '停了', '有人', 'help', '3', '，', ' ', '。', 'ok', '师傅'),
    {
      minLength: 1,
      maxLength: 12,
    },
  )
  .map((all) => `门口${all.join('')}。`);

const unchanged = (arbitrary: fc.Arbitrary<string>) =>
  arbitrary.map((written) => ({ written, kept: written }));
const withWords = (...texts: readonly string[]) =>
  unchanged(fc.tuple(words, fc.constantFrom(...texts), words).map((parts) => parts.join('')));
const refused = (arbitrary: fc.Arbitrary<string>, code: InputErrorCode) =>
  arbitrary.map((written) => ({ written, refused: code }));

const embedding = fc.constantFrom('\u202a', '\u202b', '\u202d', '\u202e');
const isolate = fc.constantFrom('\u2066', '\u2067', '\u2068');

export const writtenTexts: Classes = {
  'plain words': unchanged(words),
  'emoji with joiners, skin tones, flags and variations': withWords(
    '👨‍👩‍👧‍👦',
    '👮🏽‍♀️',
    '❤️‍🔥',
    '🏴󠁧󠁢󠁳󠁣󠁴󠁿',
    '🇨🇳',
    '1️⃣',
    '☎︎',
  ),
  'Uyghur, Arabic and Persian': withWords(
    'ئۇيغۇرچە',
    'السلام\u061c 12',
    'می\u200cخواهم',
    '\u200fقۇتى\u200e 3',
  ),
  'Tibetan, Mongolian and Yi': withWords('བོད་ཡིག་གི', 'ᠮᠣᠩᠭᠣᠯ\u180e ᠪᠢᠴᠢᠭ', 'ᠮᠣᠩ\u202fᠭᠣᠯ', 'ꆈꌠꉙ'),
  'decomposed letters': withWords('Nguye\u0302\u0303n', 'e\u0301', '\u1112\u1161\u11ab', '\u212b'),
  'rare and compatibility characters of names': withWords('𠮷野', '䶮', '龍\ufa0c', '\uf914', '邉󠄁', '⿰氵'),
  'tabs, dashes and quotes': withWords('a\tb', '“引”——', '　', '\u00a0', '…'),
  'characters of programs': withWords(
    '<b>&amp;</b>',
    '</p><script>',
    '=1+1',
    '{requestId}',
    '$&',
    '%E4',
    '&#128269;',
    "'; --",
    '\\n',
  ),
  'what is invisible within': withWords('\u200b', '\u00ad', '\u2060', '\ufe0f'),
  'line breaks of every kind': fc
    .array(
      fc.tuple(words, fc.constantFrom('\n', '\r\n', '\r', '\v', '\f', '\u0085', '\u2028', '\u2029', '\n\n')),
      {
        minLength: 1,
        maxLength: 5,
      },
    )
    .map((lines) => ({
      written: `${lines.map((line) => line.join('')).join('')}完`,
      kept: `${lines.map(([line, end]) => line + (end === '\n\n' ? end : '\n')).join('')}完`,
    })),
  'blank ends': fc
    .tuple(
      words,
      fc.constantFrom(' ', '\n', '　', '\ufeff', '\r', '\u2028', '\t'),
      fc.constantFrom(' \n', '　　', '\r\n'),
    )
    .map(([text, before, after]) => ({ written: before + text + after, kept: text })),
  'closed direction': unchanged(
    fc.oneof(
      fc.tuple(words, embedding, words).map(([one, open, other]) => `${one}${open}${other}\u202c`),
      fc.tuple(words, isolate, words).map(([one, open, other]) => `${one}${open}${other}\u2069`),
    ),
  ),
  'direction left open': fc.oneof(
    fc
      .tuple(words, embedding, words)
      .map(([one, open, other]) => ({ written: one + open + other, kept: `${one}${open}${other}\u202c` })),
    fc.tuple(words, embedding, isolate, words).map(([one, outer, inner, other]) => ({
      written: one + outer + inner + other,
      kept: `${one}${outer}${inner}${other}\u2069\u202c`,
    })),
    fc.tuple(words, embedding, words).map(([one, open, other]) => ({
      written: `${open}${one}\r${other}\u202c`,
      kept: `${open}${one}\u202c\n${other}`,
    })),
  ),
  'direction closed that nothing opened': fc
    .tuple(words, fc.constantFrom('\u202c', '\u2069', '\u202c\u2069'), words)
    .map(([one, close, other]) => ({ written: one + close + other, kept: one + other })),
  'a control character': refused(
    fc
      .tuple(
        words,
        fc.constantFrom('\u0000', '\u0001', '\b', '\u001b', '\u001f', '\u007f', '\u0080', '\u009f'),
        words,
      )
      .map((parts) => parts.join('')),
    'invalid-characters',
  ),
  'half a character': refused(
    fc.tuple(words, fc.constantFrom('\ud83d', '\udc00'), words).map((parts) => parts.join('')),
    'invalid-characters',
  ),
  'nothing but blanks and ends of direction': refused(
    fc.array(fc.constantFrom(' ', '\n', '\r', '　', '\u2028'), { maxLength: 5 }).map((all) => all.join('')),
    'missing',
  ),
  'nothing but ends of direction': refused(fc.constantFrom('\u2069', '\u202c', '\u202c\u2069'), 'missing'),
  'too long': refused(
    fc.constantFrom('字', '🧓', 'x').map((one) => one.repeat(2001)),
    'too-long',
  ),
};
