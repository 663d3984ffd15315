/**
 * The number of a case that its resident later dictates by telephone, often from memory: six digits and a check digit.
 * The check digit detects every single wrong digit and every swap of adjacent digits, so a mistyped number is rejected
 * instead of opening another resident's case.
 */
export type Reference = string & { readonly brand: 'Reference' };

/** How many references a station can issue. */
export const REFERENCE_COUNT = 1_000_000;

/** The quasigroup of order 10 published by H. M. Damm in 2004; row: interim digit, column: next digit. */
const damm = [
  [0, 3, 1, 7, 5, 9, 8, 6, 4, 2],
  [7, 0, 9, 2, 1, 5, 4, 8, 6, 3],
  [4, 2, 0, 6, 8, 7, 1, 3, 5, 9],
  [1, 7, 5, 0, 9, 8, 3, 4, 2, 6],
  [6, 1, 2, 3, 0, 4, 5, 9, 7, 8],
  [3, 6, 7, 4, 2, 0, 9, 5, 8, 1],
  [5, 8, 6, 9, 7, 2, 0, 1, 3, 4],
  [8, 9, 4, 5, 3, 6, 2, 0, 1, 7],
  [9, 4, 3, 8, 6, 1, 7, 2, 0, 5],
  [2, 5, 8, 1, 4, 3, 6, 7, 9, 0],
] as const satisfies readonly (readonly number[])[];

/** The Damm check digit of a string of digits; 0 when its last digit is the check digit of the others. */
export function checkDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) {
    const next = damm[interim]?.[Number(digit)];
    if (next === undefined) throw new RangeError(`not digits: ${digits}`);
    interim = next;
  }
  return interim;
}

/** The reference for six digits; a number is padded with zeros. Throws a RangeError for any other input. */
export function referenceFrom(sixDigits: string | number): Reference {
  const digits = String(sixDigits).padStart(typeof sixDigits === 'number' ? 6 : 0, '0');
  if (!/^[0-9]{6}$/.test(digits)) throw new RangeError(`not six digits: ${digits}`);
  return `${digits}${checkDigit(digits)}` as Reference;
}

export const isReference = (text: string): text is Reference =>
  /^[0-9]{7}$/.test(text) && checkDigit(text) === 0;

/** A reference with a separator between all digits has 13 characters; longer input is rejected before it is parsed. */
const TYPED_LENGTH_MAX = 40;

/**
 * Parses a reference as people type it: with spaces or dashes anywhere and half- or full-width digits (４８２-7193).
 * `undefined` when the input is no reference or its check digit is wrong.
 */
export function parseReference(typed: string): Reference | undefined {
  if (typed.length > TYPED_LENGTH_MAX) return undefined;
  // NFKC maps the full-width digits, spaces and dashes of Chinese keyboards to their ASCII forms.
  const digits = typed.normalize('NFKC').replace(/[\s\p{Dash}]/gu, '');
  return isReference(digits) ? digits : undefined;
}
