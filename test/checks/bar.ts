/** What a figure is held against. */
export interface Bar {
  readonly words: string;
  readonly unit: string;
  isMet(value: number): boolean;
  /** Below zero when the first value is the worse one. */
  compare(one: number, other: number): number;
}

const withUnit = (value: number, unit: string): string => (unit === '' ? `${value}` : `${value} ${unit}`);

export const atMost = (limit: number, unit = ''): Bar => ({
  words: `≤ ${withUnit(limit, unit)}`,
  unit,
  isMet: (value) => value <= limit,
  compare: (one, other) => other - one,
});

export const atLeast = (limit: number, unit = ''): Bar => ({
  words: `≥ ${withUnit(limit, unit)}`,
  unit,
  isMet: (value) => value >= limit,
  compare: (one, other) => one - other,
});
