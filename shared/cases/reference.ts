/**
 * The number a resident is given and dictates later, by telephone, often from memory: six digits and a check
 * digit that finds every single wrong digit and every swap of co-reporters, so that a slip is answered with "please
 * look again" and never with somebody else's case.
 */
export type Reference = string & { readonly brand: 'Reference' };

/** How many references a station can hand out. */
export const REFERENCE_COUNT = 1_000_000;

/** The quasigroup of order 10 that H. M. Damm published in 2004; row: interim digit, column: next digit. */
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

/** The Damm check digit of a row of digits; 0 when the last digit already is the check digit of the others. */
export function checkDigit(digits: string): number {
  let interim = 0;
  for (const digit of digits) {
    const next = damm[interim]?.[Number(digit)];
    if (next === undefined) throw new RangeError(`not digits: ${digits}`);
    interim = next;
  }
  return interim;
}

/** The reference for six digits; a number is padded with zeros. Throws a RangeError for anything else. */
export function referenceFrom(sixDigits: string | number): Reference {
  const digits = String(sixDigits).padStart(typeof sixDigits === 'number' ? 6 : 0, '0');
  if (!/^[0-9]{6}$/.test(digits)) throw new RangeError(`not six digits: ${digits}`);
  return `${digits}${checkDigit(digits)}` as Reference;
}

export const isReference = (text: string): text is Reference =>
  /^[0-9]{7}$/.test(text) && checkDigit(text) === 0;

/** A reference with every digit set apart is 13 characters; longer text is something else and is not searched. */
const TYPED_LENGTH_MAX = 40;

/**
 * Reads a reference as people type it: with spaces or dashes anywhere and digits of either width (４８２-7193).
 * `undefined` when it is not one or when its check digit does not fit.
 */
export function parseReference(typed: string): Reference | undefined {
  if (typed.length > TYPED_LENGTH_MAX) return undefined;
  // NFKC turns full-width digits, spaces and dashes, as Chinese keyboards give them, into the plain ones.
  const digits = typed.normalize('NFKC').replace(/[\s\p{Dash}]/gu, '');
  return isReference(digits) ? digits : undefined;
}
