import * as z from 'zod/mini';
import { rule } from './text.ts';

const TYPED_LENGTH_MAX = 40;

/** The country is said, or the number is one that exists in China only. */
const chineseMobile = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
const chineseLandline = /^(?:\+86|0086)?0?((?:10|2\d|[3-9]\d{2})[2-8]\d{6,7})$/;
const chineseService = /^(?:\+86|0086)?([48]00\d{7})$/;
const international = /^(?:\+|00)([1-9]\d{6,14})$/;
/** Within the city: seven or eight digits without an area code, which the station can dial as they are. */
const local = /^[2-8]\d{6,7}$/;

/**
 * A telephone number as people type it (spaces, dashes, brackets, full-width digits) in one form: `+8613812345678`,
 * `+869318888888`, `+85223456789`, or a local number as it is. `undefined` when it is none.
 */
export function parsePhone(typed: string): string | undefined {
  if (typed.length > TYPED_LENGTH_MAX) return undefined;
  const dialled = typed.normalize('NFKC').replace(/[\s\p{Dash}().]/gu, '');
  const chinese = chineseMobile.exec(dialled)?.[1] ?? chineseService.exec(dialled)?.[1] ?? landline(dialled);
  if (chinese !== undefined) return `+86${chinese}`;
  if (local.test(dialled)) return dialled;
  const abroad = international.exec(dialled)?.[1];
  // A number of China that fits no Chinese pattern is a slip of the finger, not a foreign number.
  return abroad === undefined || abroad.startsWith('86') ? undefined : `+${abroad}`;
}

function landline(dialled: string): string | undefined {
  // Without a country the area code's leading 0 is what tells it from a local number.
  if (!/^(0|\+86)/.test(dialled)) return undefined;
  return chineseLandline.exec(dialled)?.[1];
}

/** Enough to recognise one's own number by, too little to call it: `138 •••• 5521`, `88 •••• 88`. */
export function maskedPhone(phone: string): string {
  const national = phone.replace(/^\+86/, '');
  const [head, tail] = national.length >= 11 ? [3, 4] : [2, 2];
  return `${national.slice(0, head)} •••• ${national.slice(-tail)}`;
}

/** A telephone number, kept in its one form. */
export const phone = () =>
  z.string().check(
    z.overwrite((typed) => parsePhone(typed) ?? typed),
    rule('wrong-phone', (typed) => parsePhone(typed) !== undefined),
    z.meta({ maxLength: TYPED_LENGTH_MAX, examples: ['138 1234 5678', '0931-8888888', '+852 2345 6789'] }),
  );
