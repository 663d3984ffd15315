import * as z from 'zod/mini';
import { rule } from './text.ts';

const TYPED_LENGTH_MAX = 40;

/** Mobile and service numbers match without a country code, since these formats exist only in China. */
const chineseMobile = /^(?:\+?86|0086)?(1[3-9]\d{9})$/;
const chineseLandline = /^(?:\+86|0086)?0?((?:10|2\d|[3-9]\d{2})[2-8]\d{6,7})$/;
const chineseService = /^(?:\+86|0086)?([48]00\d{7})$/;
const international = /^(?:\+|00)([1-9]\d{6,14})$/;
/** A number within the city: seven or eight digits without area code, which the station can dial unchanged. */
const local = /^[2-8]\d{6,7}$/;

/**
 * Normalizes a telephone number as people type it (spaces, dashes, brackets, full-width digits): `+8613812345678`,
 * `+869318888888`, `+85223456789`, or a local number unchanged. `undefined` when it is not a telephone number.
 */
export function parsePhone(typed: string): string | undefined {
  if (typed.length > TYPED_LENGTH_MAX) return undefined;
  const dialled = typed.normalize('NFKC').replace(/[\s\p{Dash}().]/gu, '');
  const chinese = chineseMobile.exec(dialled)?.[1] ?? chineseService.exec(dialled)?.[1] ?? landline(dialled);
  if (chinese !== undefined) return `+86${chinese}`;
  if (local.test(dialled)) return dialled;
  const abroad = international.exec(dialled)?.[1];
  // A number with China's country code that fits no Chinese pattern is mistyped.
  return abroad === undefined || abroad.startsWith('86') ? undefined : `+${abroad}`;
}

function landline(dialled: string): string | undefined {
  // Without a country code, only the area code's leading 0 distinguishes it from a local number.
  if (!/^(0|\+86)/.test(dialled)) return undefined;
  return chineseLandline.exec(dialled)?.[1];
}

/** A masked number that its owner recognises but nobody can call: `138 •••• 5521`, `88 •••• 88`. */
export function maskedPhone(phone: string): string {
  const national = phone.replace(/^\+86/, '');
  const [head, tail] = national.length >= 11 ? [3, 4] : [2, 2];
  return `${national.slice(0, head)} •••• ${national.slice(-tail)}`;
}

/** A telephone number, normalized by `parsePhone`. */
export const phone = () =>
  z.string().check(
    z.overwrite((typed) => parsePhone(typed) ?? typed),
    rule('wrong-phone', (typed) => parsePhone(typed) !== undefined),
    z.meta({ maxLength: TYPED_LENGTH_MAX, examples: ['138 1234 5678', '0931-8888888', '+852 2345 6789'] }),
  );
