import fc from 'fast-check';
import type { InputErrorCode } from '../../../shared/locales/problem-codes.ts';

/** What somebody wrote, and what is kept of it or why it is refused. */
export interface Written {
  readonly written: string;
  readonly kept?: string;
  readonly refused?: InputErrorCode;
}

/** A class of what people write, as a row of the table that the test prints. */
export type Classes = Readonly<Record<string, fc.Arbitrary<Written>>>;

const digits = (count: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: count, maxLength: count }).map((all) => all.join(''));

const mobile = fc
  .tuple(fc.constantFrom('13', '14', '15', '16', '17', '18', '19'), digits(9))
  .map(([head, tail]) => head + tail);
/** Area code and subscriber number. */
const landline = fc
  .oneof(
    fc.tuple(fc.constantFrom('931', '943', '854'), fc.constantFrom('2', '4', '7', '8'), digits(6)),
    fc.tuple(fc.constantFrom('10', '21', '755'), fc.constantFrom('2', '5', '6', '8'), digits(7)),
  )
  .map(([area, first, rest]) => ({ area, subscriber: first + rest }));
const extension = fc.integer({ min: 1, max: 4 }).chain(digits);
const foreign = fc
  .oneof(
    fc.tuple(fc.constantFrom('852 ', '853 '), digits(8)),
    fc.tuple(fc.constantFrom('1 212 ', '1 (415) '), digits(7)),
    fc.tuple(fc.constantFrom('49 30 ', '998 71-', '7 (727) '), digits(7)),
  )
  .map((parts) => parts.join(''));

const gap = fc.constantFrom(' ', '-', '　', '·', '，', '、', '。', '—', '－', '.', '~', '  ');
const invisible = fc.constantFrom(
  '\u200b',
  '\u200c',
  '\u200d',
  '\u2060',
  '\ufeff',
  '\ufe0f',
  '\ufe0e',
  '\u00ad',
);

const of = (number: string) => `+86${number}`;
const grouped = (number: string, between: string) =>
  [number.slice(0, 3), number.slice(3, 7), number.slice(7)].join(between);
const shifted = (text: string, zero: number) =>
  text.replace(/\d/g, (digit) => String.fromCodePoint(zero + Number(digit)));

const mobileAs = (write: (number: string) => string) =>
  mobile.map((number) => ({ written: write(number), kept: of(number) }));
const mobileWith = <T>(arbitrary: fc.Arbitrary<T>, write: (number: string, given: T) => string) =>
  fc.tuple(mobile, arbitrary).map(([number, given]) => ({ written: write(number, given), kept: of(number) }));
const refused = (arbitrary: fc.Arbitrary<string>, code: InputErrorCode = 'wrong-phone') =>
  arbitrary.map((written) => ({ written, refused: code }));

const two = fc.constantFrom('/', '／', ' / ', '、', '，', ' 或 ', '或者', '；', '\n', ' or ', '|', ' ');

export const writtenPhones: Classes = {
  'a mobile number': mobileAs((number) => number),
  'in groups': mobileWith(gap, grouped),
  'copied with U+202D…U+202C': mobileAs((number) => `\u202d${grouped(number, ' ')}\u202c`),
  'within an isolate or embedding': mobileWith(
    fc.constantFrom(['\u2068', '\u2069'], ['\u202a', '\u202c'], ['\u200e', '\u200e']),
    (number, [open, close]) => `${open}+86 ${number}${close}`,
  ),
  'with invisible characters': mobileWith(invisible, (number, one) => [...number].join(one)),
  'of full-width digits': mobileAs((number) => shifted(number, 0xff10)),
  'of digits as emoji': mobileAs((number) => [...number].map((one) => `${one}\ufe0f\u20e3`).join('')),
  'of Tibetan or Arabic digits': mobileWith(fc.constantFrom(0x0f20, 0x0660, 0x06f0), shifted),
  'with a leading 0': mobileAs((number) => `0${number}`),
  'behind 17951': mobileWith(
    fc.constantFrom('17951', '17951 ', '17951-0', '12593'),
    (number, prefix) => prefix + number,
  ),
  'with the country code': mobileWith(
    fc.constantFrom('+86', '+86 ', '86', '86-', '0086', '(+86)', '＋８６ ', '+86 0'),
    (number, prefix) => prefix + number,
  ),
  'behind a label': mobileWith(
    fc.constantFrom(
      '电话：',
      '电话:',
      '手机 ',
      '联系电话：',
      '手机号码：',
      'tel:',
      'Tel. ',
      'TEL：',
      'Mobile: ',
      '☎',
      '📞 ',
    ),
    (number, label) => label + number,
  ),
  'before a label': mobileWith(
    fc.constantFrom('（手机）', ' (mobile)', ' 电话'),
    (number, label) => number + label,
  ),
  'of a landline': fc
    .tuple(
      landline,
      fc.constantFrom(
        ['0', '-'],
        ['（0', '）'],
        ['0', ' '],
        ['0', ''],
        ['+86 ', ' '],
        ['+86-', '-'],
        ['电话：0', '—'],
      ),
    )
    .map(([{ area, subscriber }, [before, between]]) => ({
      written: `${before}${area}${between}${subscriber}`,
      kept: of(area + subscriber),
    })),
  'within the city': landline.map(({ subscriber }) => ({ written: subscriber, kept: subscriber })),
  'of a service': fc.oneof(
    digits(7).map((rest) => ({
      written: `400-${rest.slice(0, 3)}-${rest.slice(3)}`,
      kept: of(`400${rest}`),
    })),
    fc.constantFrom('95588', '96110', '95338').map((written) => ({ written, kept: written })),
  ),
  abroad: fc.tuple(foreign, fc.constantFrom('+', '00', '＋')).map(([number, prefix]) => ({
    written: prefix + number,
    kept: `+${number.replace(/\D/g, '')}`,
  })),
  'with an extension': fc
    .tuple(
      landline,
      extension,
      fc.constantFrom(
        '转',
        ' 转 ',
        '-',
        ' - ',
        ' ext. ',
        ' ext',
        'x',
        '#',
        ',',
        '转分机',
        '（分机：',
        ';ext=',
      ),
    )
    .map(([{ area, subscriber }, inside, between]) => ({
      written: `0${area}-${subscriber}${between}${inside}${between.startsWith('（') ? '）' : ''}`,
      kept: `${of(area + subscriber)};ext=${inside}`,
    })),
  'of a privacy service with an extension': fc
    .tuple(mobile, extension, fc.constantFrom('转', '-', ',', '#'))
    .map(([number, inside, between]) => ({
      written: `${number}${between}${inside}`,
      kept: `${of(number)};ext=${inside}`,
    })),
  'two mobile numbers': fc
    .tuple(mobile, mobile, two, gap)
    .filter(([one, other]) => one !== other)
    .map(([one, other, between, inside]) => ({
      written: `${grouped(one, inside)}${between}${other}`,
      kept: `${of(one)} / ${of(other)}`,
    })),
  'a landline with an extension, and a mobile number': fc
    .tuple(landline, extension, mobile, two)
    .map(([{ area, subscriber }, inside, number, between]) => ({
      written: `0${area}-${subscriber}转${inside}${between}${number}`,
      kept: `${of(area + subscriber)};ext=${inside} / ${of(number)}`,
    })),
  'labelled, two without a separator': fc.tuple(landline, mobile).map(([{ area, subscriber }, number]) => ({
    written: `座机0${area}-${subscriber}手机${number}`,
    kept: `${of(area + subscriber)} / ${of(number)}`,
  })),
  'one digit short': refused(mobile.map((number) => number.slice(0, -1))),
  'one digit long': refused(fc.tuple(mobile, digits(1)).map((parts) => parts.join(''))),
  'no mobile prefix': refused(digits(9).map((rest) => `12${rest}`)),
  'the second is incomplete': refused(
    fc
      .tuple(mobile, digits(4), fc.constantFrom('/', '、', ' 或 '))
      .map(([one, rest, between]) => one + between + rest),
  ),
  'three numbers': refused(
    fc.uniqueArray(mobile, { minLength: 3, maxLength: 3 }).map((all) => all.join('/')),
    'too-many-numbers',
  ),
  'words beside it': refused(
    fc
      .tuple(mobile, fc.constantFrom('王', '晚上打', '微信同号', '（找小李）', 'home'))
      .map((parts) => parts.join('')),
  ),
  'an emergency number': refused(fc.constantFrom('110', '119', '120', '12345')),
  'no digits': refused(fc.constantFrom('无', '-', '电话：', '\u202d\u202c', '没有电话', 'abc')),
  'too long': refused(mobile.map((number) => `${number}${' '.repeat(70)}`)),
};
