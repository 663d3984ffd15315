import type { Check, Reading } from './check.ts';
import type { Readings } from './measure-all.ts';

/** The result of one check. */
export interface Row {
  readonly number: number;
  readonly check: string;
  readonly threshold: string;
  /** The worst value. */
  readonly measured: string;
  readonly where: string;
  readonly readings: number;
  readonly verdict: 'pass' | 'FAIL' | 'reported';
  /** Faults of all readings that failed. */
  readonly faults: readonly string[];
}

/** One row per check, ordered by number. */
export const rowsOf = (readings: Readings): readonly Row[] =>
  [...readings]
    .map(([check, taken]) => rowOf(check, taken))
    .toSorted((one, other) => one.number - other.number);

function rowOf({ number, title, bar, effect }: Check, readings: readonly Reading[]): Row {
  // A reading that could not be taken (NaN) is the worst.
  const [worst] = readings.toSorted(({ value: one }, { value: other }) =>
    Number.isNaN(one) ? -1 : Number.isNaN(other) ? 1 : bar.compare(one, other),
  );
  const failed = readings.filter(({ value }) => !bar.isMet(value));
  const hasPassed = readings.length > 0 && failed.length === 0;
  return {
    number,
    check: title,
    threshold: bar.label,
    readings: readings.length,
    measured: worst === undefined ? 'nothing' : `${worst.value} ${bar.unit}`.trim(),
    where: worst?.where ?? '',
    verdict: effect === 'is reported' ? 'reported' : hasPassed ? 'pass' : 'FAIL',
    faults: failed.map(({ where, value, faults = [] }) => `${where}: ${[value, ...faults].join(' | ')}`),
  };
}

const columns = ['number', 'check', 'threshold', 'measured', 'verdict', 'readings', 'where'] as const;
const heads = {
  number: '#',
  check: 'check',
  threshold: 'threshold',
  measured: 'worst',
  verdict: '',
} as const;

/** Formats the rows as a text table. */
export function tableOf(rows: readonly Row[]): string {
  const cells = [
    columns.map((column) => ({ ...heads, readings: 'of', where: 'where' })[column]),
    ...rows.map((row) => columns.map((column) => String(row[column]))),
  ];
  const widths = columns.map((_, index) => Math.max(...cells.map((line) => line[index]?.length ?? 0)));
  return cells
    .map((line) =>
      line
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
