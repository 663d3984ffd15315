/** More than any client sends; further ranges are ignored. */
const RANGES_MAX = 10;

/** A range of an `Accept-…` header, in lower case, with its weight from 0 (refused) to 1. */
export interface Range {
  readonly name: string;
  readonly weight: number;
}

/** The ranges of an `Accept-…` header, the preferred first. */
export function accepted(header: string | undefined): readonly Range[] {
  const ranges = (header ?? '').split(',', RANGES_MAX).map((range) => {
    const [name = '', ...parameters] = range.trim().toLowerCase().split(';');
    const weight = parameters.map((parameter) => /^\s*q=([\d.]+)\s*$/.exec(parameter)?.[1]).find(Boolean);
    return { name: name.trim(), weight: weight === undefined ? 1 : Number(weight) };
  });
  return ranges.filter(({ name }) => name !== '').sort((one, other) => other.weight - one.weight);
}
