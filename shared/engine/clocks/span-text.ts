import { DAY, HOUR, MINUTE, SECOND } from '../calendar/instant.ts';

// Most lengths are whole minutes or more. The unit ends the number, so that spans need no separator.
const units = [
  ['D', DAY],
  ['H', HOUR],
  ['M', MINUTE],
  ['S', SECOND],
] as const;
const UNIT_MS: Readonly<Record<string, number>> = { ...Object.fromEntries(units), '.': 1 };

/** A span of time as text: `2oM` is 96 minutes, in base 36. Exact to the millisecond. */
export function spanText(ms: number): string {
  if (!Number.isSafeInteger(ms)) throw new RangeError(`not a whole number of milliseconds: ${ms}`);
  const [unit, unitMs] = units.find(([, length]) => ms % length === 0) ?? (['.', 1] as const);
  return (ms / unitMs).toString(36) + unit;
}

/** The reverse of `spanText`, in milliseconds. */
export const spanOf = (text: string): number =>
  Number.parseInt(text.slice(0, -1), 36) * (UNIT_MS[text.slice(-1)] ?? Number.NaN);

/** The pattern of a span, as a part of larger patterns. */
export const SPAN = '-?[0-9a-z]+[DHMS.]';
