/** What a spreadsheet may take for the beginning of a formula, in the forms of full width too. */
const FORMULA = /^[\s\p{Cf}]*[=+\-@＝＋－＠|%]/u;

/**
 * A field of a CSV file that no spreadsheet takes for anything but text: quoted, and led by an apostrophe where it would
 * begin a formula. Numbers are not quoted.
 */
export function csvField(value: string | number): string {
  if (typeof value === 'number') return String(value);
  // A quote that a tab or a line break follows can end the field in some spreadsheets, whatever the standard says.
  const oneLine = value.replace(/\p{Cc}/gu, ' ');
  const text = FORMULA.test(value) || oneLine !== value ? `'${oneLine}` : oneLine;
  return `"${text.replaceAll('"', '""')}"`;
}

/** Without it Excel reads UTF-8 as the machine's own encoding, and Chinese as something else. */
const BYTE_ORDER_MARK = '\ufeff';

/** A CSV file (RFC 4180) in UTF-8 with a byte order mark. */
export const csvFile = (rows: readonly (readonly (string | number)[])[]): string =>
  `${BYTE_ORDER_MARK}${rows.map((row) => `${row.map(csvField).join(',')}\r\n`).join('')}`;
