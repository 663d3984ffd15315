/** The threshold that a measured value must meet. */
export interface Bar {
  readonly label: string;
  readonly unit: string;
  isMet(value: number): boolean;
  /** Sorts values: negative when the first value is worse. */
  compare(one: number, other: number): number;
}

const withUnit = (value: number, unit: string): string => (unit === '' ? `${value}` : `${value} ${unit}`);

export const atMost = (limit: number, unit = ''): Bar => ({
  label: `≤ ${withUnit(limit, unit)}`,
  unit,
  isMet: (value) => value <= limit,
  compare: (one, other) => other - one,
});

export const atLeast = (limit: number, unit = ''): Bar => ({
  label: `≥ ${withUnit(limit, unit)}`,
  unit,
  isMet: (value) => value >= limit,
  compare: (one, other) => one - other,
});
