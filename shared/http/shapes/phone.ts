import * as z from 'zod/mini';
import { PHONE_TEXT_MAX, phoneText, readPhones } from '../../cases/intake/read-phones.ts';
import { rule } from './text.ts';

const NUMBERS_MAX = 2;

/** A masked number that its owner recognises but nobody can call: `138 •••• 5521`, `88 •••• 88`. */
export function maskedPhone(kept: string): string {
  const phones = readPhones(kept);
  // The text of an old row may not be readable any more.
  if (phones.length === 0) return masked(kept);
  return phones
    .map(({ number, extension }) => `${masked(number)}${extension === undefined ? '' : '-•••'}`)
    .join(' / ');
}

function masked(number: string): string {
  const national = number.replace(/^\+86/, '');
  const [head, tail] = national.length >= 11 ? [3, 4] : [2, 2];
  return `${national.slice(0, head)} •••• ${national.slice(-tail)}`;
}

/** One or two telephone numbers, kept as `phoneText` writes them. */
export const phone = () =>
  z.string().check(
    z.overwrite((text) => phoneText(readPhones(text)) || text),
    rule('wrong-phone', (text) => readPhones(text).length > 0),
    rule('too-many-numbers', (text) => readPhones(text).length <= NUMBERS_MAX),
    z.meta({
      maxLength: PHONE_TEXT_MAX,
      description:
        'One or two telephone numbers as people write them. Kept in E.164 with `;ext=` before an extension (RFC 3966) and ` / ` between two numbers; a number without area code is kept as it is dialled there.',
      examples: ['138 1234 5678', '0931-8888888转802', '+852 2345 6789', '8888888 / 13812345678'],
    }),
  );
