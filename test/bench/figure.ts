/** One measured number. Two figures are comparable when all but their values are equal. */
export interface Figure {
  readonly bench: string;
  /** What was measured, in words. */
  readonly what: string;
  readonly unit: string;
  readonly value: number;
}

/** What identifies a figure in another round or of another version. */
export const figureKey = ({ bench, what, unit }: Figure): string => `${bench} · ${what} · ${unit}`;

/** A number with about three digits, which is all that a measurement is worth. */
export function shown(value: number): string {
  if (!Number.isFinite(value)) return '–';
  const size = Math.abs(value);
  if (size >= 100 || Number.isInteger(value)) return value.toFixed(0);
  return value.toFixed(size >= 10 ? 1 : 2);
}
