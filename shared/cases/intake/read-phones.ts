import { mayEndTooLate, numberAbroad, ofFixedLength } from './number-abroad.ts';

/** A telephone number of a contact. */
export interface Phone {
  /**
   * E.164 (`+8613812345678`), or as it is dialled on the spot where that is all that is known: a number without area
   * code (`8888888`), or a short service number (`95588`).
   */
  readonly number: string;
  readonly extension?: string;
}

/** Two numbers with labels, extensions and the invisible characters that address books add. */
export const PHONE_TEXT_MAX = 80;

/** Prefixes for cheaper long-distance calls, which stand in many address books and belong to no number. */
const CARRIER = '(?:17951|17911|17909|17900|12593|11808|10193)';
/** Mobile and service numbers match without a country code, since these formats exist only in China. */
const mobile = new RegExp(`^(?:\\+?86|0086)?${CARRIER}?0?(1[3-9]\\d{9})$`);
/** Without country code, only the area code's leading 0 distinguishes it from a local number. */
const landline = new RegExp(
  `^(?:(?:\\+?86|0086)${CARRIER}?0?|${CARRIER}?0)((?:10|2\\d|[3-9]\\d{2})[2-8]\\d{6,7})$`,
);
const freephone = /^(?:\+?86|0086)?([48]00\d{7})$/;
/** Of banks, insurers and public services; the numbers 1xx and 1xxxx are hotlines, never somebody's own number. */
const shortService = /^9[56]\d{3,6}$/;
/** A number within the city: seven or eight digits without area code, which the station can dial unchanged. */
const local = /^[2-8]\d{6,7}$/;

/** Characters that people and programs put between the digits of one number. */
const GAPS = /[\s.,、。·•・‧()[\]【】「」『』《》_:'"“”‘’~-]/g;
/** Separates two numbers, never the digits of one. */
const BETWEEN_NUMBERS = /[/|;&]|或者?|和|以及|(?<![a-z])(?:or|and)(?![a-z])/;
const LABELS =
  /(?:联系|聯繫|办公|家庭|固定|移动)?(?:电话|電話|手机|手機|座机|座機|固话)(?:号码?|號碼?)?|(?<![a-z])(?:tel(?:ephone)?|phone|mobile|cell)(?![a-z])|[☎☏✆📞📱]/gu;
const BEFORE_EXTENSION =
  /;\s*ext\s*=|转接?|轉接?|分机号?码?|分機號?碼?|内线|內線|(?<![a-z])ext(?:ension|n)?(?![a-z])\.?|(?<=\d\s*)x(?=\s*\d)/g;
const EXTENSION = /^\d{1,6}$/;

/**
 * Reads telephone numbers as people write, dictate or copy them: with labels, extensions, a carrier's prefix, characters
 * of Chinese keyboards, and invisible ones that address books add. Returns an empty list unless everything that was
 * written is part of a number, so that nothing a person would miss is dropped.
 */
export function readPhones(written: string): readonly Phone[] {
  if (written.length > PHONE_TEXT_MAX) return [];
  const parts = cleaned(written).split(BETWEEN_NUMBERS).filter(hasContent);
  const phones = parts.map((part) => readPart(part));
  if (phones.every((phone) => phone !== undefined)) return withoutRepeats(phones.flat());
  return readSlashed(parts);
}

/** Abroad, a slash stands between the groups of one number: `+49 30/123456`. Behind a number it begins another. */
function readSlashed(parts: readonly string[]): readonly Phone[] {
  if (readPart(parts.slice(0, -1).join(' ')) !== undefined) return [];
  const [phone, ...more] = readPart(parts.join(' ')) ?? [];
  return phone !== undefined && more.length === 0 && isAbroad(phone) ? [phone] : [];
}

const isAbroad = ({ number }: Phone): boolean => /^\+(?!86)/.test(number);

/** The same letters, digits, dashes and separators for every way of writing them. */
const cleaned = (written: string): string =>
  written
    // Telephones store a pause before an extension as `,`; the comma of a Chinese keyboard enumerates, like `、`.
    .replaceAll('，', '、')
    .normalize('NFKC')
    .replace(/[\p{Cf}\p{Default_Ignorable_Code_Point}\p{M}]/gu, '')
    .replace(/\p{Nd}/gu, asciiDigit)
    // Keyboards offer the Chinese numeral one and the Japanese long vowel in place of a dash.
    .replace(/\p{Dash}|ー|(?<=\d)一(?=\d)/gu, '-')
    .toLowerCase()
    .replace(LABELS, '/')
    .replace(BEFORE_EXTENSION, '#')
    .replace(/#[\s:.#]*/g, '#')
    // `+44 (0)20 …`: the 0 is dialled within the country only.
    .replace(/(\+\d{1,3}\s*)\(0\)/g, '$1');

/** Unicode lists the ten digits of each script in a row, the zero first. */
function asciiDigit(digit: string): string {
  const code = digit.codePointAt(0) ?? 0;
  let first = code;
  while (/\p{Nd}/u.test(String.fromCodePoint(first - 1))) first -= 1;
  return String((code - first) % 10);
}

const hasContent = (part: string): boolean => part.replace(GAPS, '') !== '';

/** One number, or two with only a gap between them; none if it can be read in several ways. */
function readPart(part: string): readonly Phone[] | undefined {
  const one = readOne(part);
  // Its digits would be one number, but where that ends is unknown.
  if (one === undefined && numberAbroad(dialledOf(part)) !== undefined) return undefined;
  const readings = one === undefined ? [] : [[one]];
  for (const { index } of part.matchAll(/(?<=\d)[^\d#]+(?=[\d+])/g)) {
    const first = readOne(part.slice(0, index));
    const rest = part.slice(index).replace(/^[^\d+]+/, '');
    // Numbers abroad may end in a group `00`, which is then no prefix of the next: `+33 1 42 68 53 00 138…`.
    if (first === undefined || (isAbroad(first) && /^00\D/.test(rest))) continue;
    const second = readOne(rest);
    if (second !== undefined) readings.push([first, second]);
  }
  return readings.length === 1 ? readings[0] : undefined;
}

function readOne(part: string): Phone | undefined {
  const [written = '', behind = '', ...more] = part.split('#');
  if (more.length > 0) return undefined;
  const extension = dialledOf(behind);
  if (extension === '') return withDash(written) ?? phoneOf(numberOf(written));
  const number = numberOf(written);
  return number !== undefined && EXTENSION.test(extension) ? { number, extension } : undefined;
}

const phoneOf = (number: string | undefined): Phone | undefined =>
  number === undefined ? undefined : { number };

const dialledOf = (written: string): string => written.replace(GAPS, '');

/** `0931-8888888-802`, or `,802` as telephones store a pause: what precedes is a whole number of its own. */
function withDash(written: string): Phone | undefined {
  const [, head, extension] = /^(.*\d)[\s)]*[-,]\s*(\d{1,5})\D*$/s.exec(written) ?? [];
  if (head === undefined || extension === undefined || isGroupedFreephone(written)) return undefined;
  const number = complete(head);
  // `+886 37 123456-7` may be all one number.
  if (number === undefined || ofFixedLength(dialledOf(written)) !== undefined) return undefined;
  return { number, extension };
}

function numberOf(written: string): string | undefined {
  const dialled = dialledOf(written);
  const national = chinese(dialled);
  if (national === undefined && ofFixedLength(dialled) === undefined && mayEndTooLate(written))
    return undefined;
  return hasMoreBehind(written) ? undefined : (national ?? numberAbroad(dialled));
}

/** `8888888、9`: with the digits behind a whole number it would be another number. */
function hasMoreBehind(written: string): boolean {
  const [, head] = /^(.*\d{2})\D+\d{1,5}\D*$/s.exec(written) ?? [];
  return head !== undefined && complete(head) !== undefined && !isGroupedFreephone(written);
}

/** `400-8208-820` begins like a local number with an extension. */
const isGroupedFreephone = (written: string): boolean =>
  /^\D*\d{3,4}\D/.test(written) && freephone.test(dialledOf(written));

/** A number that is known to end here. */
const complete = (written: string): string | undefined =>
  chinese(dialledOf(written)) ?? ofFixedLength(dialledOf(written));

function chinese(dialled: string): string | undefined {
  const national = [mobile, freephone, landline].map((format) => format.exec(dialled)?.[1]).find(Boolean);
  if (national !== undefined) return `+86${national}`;
  return local.test(dialled) || shortService.test(dialled) ? dialled : undefined;
}

const withoutRepeats = (phones: readonly Phone[]): readonly Phone[] => [
  ...new Map(phones.map((phone) => [phoneText([phone]), phone])).values(),
];

/** Numbers as a contact keeps them, readable and dialable: `+869318888888;ext=802 / +8613812345678` (RFC 3966). */
export const phoneText = (phones: readonly Phone[]): string =>
  phones
    .map(({ number, extension }) => (extension === undefined ? number : `${number};ext=${extension}`))
    .join(' / ');
