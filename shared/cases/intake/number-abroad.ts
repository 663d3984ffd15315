/**
 * How many digits follow the country code, where that is fixed and calls are likely from here. Elsewhere only the
 * limits of E.164 are known.
 */
const NATIONAL_DIGITS: readonly (readonly [code: string, min: number, max: number])[] = [
  ['1', 10, 10],
  ['7', 10, 10],
  ['33', 9, 9],
  ['44', 9, 10],
  ['61', 9, 9],
  ['65', 8, 8],
  ['81', 9, 10],
  ['852', 8, 8],
  ['853', 8, 8],
  ['886', 8, 9],
];

const international = /^(?:\+|00)([1-9]\d{6,14})$/;

/** A number abroad in E.164. With China's country code it is none: it fits no Chinese format, so it is mistyped. */
export function numberAbroad(dialled: string): string | undefined {
  const digits = international.exec(dialled)?.[1];
  if (digits === undefined || digits.startsWith('86')) return undefined;
  return lengthOf(digits) === undefined ? `+${digits}` : ofFixedLength(dialled);
}

/** A number abroad that is known to be complete, so that more digits behind it are not its own. */
export function ofFixedLength(dialled: string): string | undefined {
  const digits = international.exec(dialled)?.[1] ?? '';
  const [code = '', min = 0, max = 0] = lengthOf(digits) ?? [];
  const written = digits.slice(code.length);
  // Many write the 0 that is dialled within the country only: `+886 0912 345 678`.
  const national = [written.replace(/^0/, ''), written].find(({ length }) => length >= min && length <= max);
  return code === '' || national === undefined ? undefined : `+${code}${national}`;
}

const lengthOf = (digits: string) => NATIONAL_DIGITS.find(([code]) => digits.startsWith(code));

/** In Germany and Austria, digits behind a dash lead to a desk and are dialled like the others. */
const DIRECT_DIALLING = /^(?:\+|00)4[39]/;
/** More digits in all are rare. */
const USUAL_DIGITS_MAX = 12;

/**
 * Whether a short last group may be an extension or the end of a second number (`+60 3 1234 5678-901`). Where the same
 * separator also stands elsewhere, it only groups digits: `+998 71 234-56-78`.
 */
export function mayEndTooLate(written: string): boolean {
  const [, head = '', separator = '', last = ''] =
    /^(.*\d)[\s)]*([-,、])\s*(\d{1,4})\D*$/s.exec(written) ?? [];
  if (separator === '' || head.includes(separator)) return false;
  if (separator === '-' && DIRECT_DIALLING.test(head.trim())) return false;
  return last.length <= 3 || written.replace(/\D/g, '').length > USUAL_DIGITS_MAX;
}
