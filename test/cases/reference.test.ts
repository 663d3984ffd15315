import { describe, expect, it, test } from 'vitest';
import {
  checkDigit,
  isReference,
  parseReference,
  REFERENCE_COUNT,
  referenceFrom,
} from '../../shared/cases/reference.ts';

/** Every 97th reference. 97 and a million have no common factor, so every digit occurs at every position. */
const sample = Array.from({ length: Math.ceil(REFERENCE_COUNT / 97) }, (_, index) =>
  referenceFrom(index * 97),
);

const replaced = (text: string, index: number, digit: string): string =>
  text.slice(0, index) + digit + text.slice(index + 1);

const swapped = (text: string, index: number): string =>
  text.slice(0, index) + text.charAt(index + 1) + text.charAt(index) + text.slice(index + 2);

describe('the check digit', () => {
  test.each([
    ['572', 4],
    ['5724', 0],
    ['0', 0],
    ['1', 3],
  ])('of %s is %d', (digits, expected) => {
    expect(checkDigit(digits)).toBe(expected);
  });

  it('finds every single wrong digit', () => {
    let unnoticed = 0;
    for (const reference of sample) {
      for (let index = 0; index < 7; index += 1) {
        for (const digit of '0123456789') {
          if (digit !== reference[index] && isReference(replaced(reference, index, digit))) unnoticed += 1;
        }
      }
    }
    expect(unnoticed).toBe(0);
  });

  it('finds every swap of two different adjacent digits', () => {
    let unnoticed = 0;
    for (const reference of sample) {
      for (let index = 0; index < 6; index += 1) {
        const slip = swapped(reference, index);
        if (slip !== reference && isReference(slip)) unnoticed += 1;
      }
    }
    expect(unnoticed).toBe(0);
  });

  it('is calculated of digits only', () => {
    expect(() => checkDigit('57x')).toThrow(RangeError);
  });
});

describe('a new reference', () => {
  test.each<[sixDigits: string | number, reference: string]>([
    ['482719', '4827193'],
    [482719, '4827193'],
    ['000572', '0005724'],
    [572, '0005724'],
    [0, '0000000'],
  ])('from %s is %s', (sixDigits, reference) => {
    expect(referenceFrom(sixDigits)).toBe(reference);
  });

  test.each<string | number>(['57', '1234567', '12345x', '', -1, 1.5, 1_000_000])(
    'is not made from %s',
    (wrong) => {
      expect(() => referenceFrom(wrong)).toThrow(RangeError);
    },
  );
});

describe('a typed reference', () => {
  test.each([
    ['as it is', '0005724'],
    ['with spaces', ' 000 57 24 '],
    ['with dashes', '000-5724'],
    ['with long dashes', '000—57–24'],
    ['with a minus sign', '000−5724'],
    ['digit by digit', '0 0 0 5 7 2 4'],
    ['in full-width digits', '０００５７２４'],
    ['in full-width digits, spaces and dashes', '０００　５７－２４'],
    ['with a line break pasted along', '0005724\n'],
  ])('is read %s', (_, typed) => {
    expect(parseReference(typed)).toBe('0005724');
  });

  test.each([
    ['a wrong digit', '0005734'],
    ['swapped digits', '0005742'],
    ['a digit missing', '000572'],
    ['a digit too many', '00057240'],
    ['a letter', 'O005724'],
    ['nothing', ''],
    ['dashes alone', '-------'],
    ['a page of text', ' '.repeat(10_000)],
  ])('is refused with %s', (_, typed) => {
    expect(parseReference(typed)).toBeUndefined();
  });
});
