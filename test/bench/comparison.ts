import { type Figure, figureKey, shown } from './figure.ts';
import { median } from './median.ts';

/** The figures of each round of one version. */
export type Rounds = readonly (readonly Figure[])[];

/** A row for each figure that both versions have: the medians, their ratio, and all rounds in their order. */
export function comparison(own: Rounds, other: Rounds): readonly (readonly string[])[] {
  const [ownValues, otherValues] = [valuesOf(own), valuesOf(other)];
  return [...ownValues].flatMap(([key, values]) => {
    const others = otherValues.get(key);
    if (others === undefined) return [];
    const [here, there] = [median(values), median(others)];
    const ratio = there === 0 ? '–' : (here / there).toFixed(2);
    return [[key, shown(here), shown(there), ratio, listed(values), listed(others)]];
  });
}

const listed = (values: readonly number[]): string => values.map(shown).join(' ');

function valuesOf(rounds: Rounds): ReadonlyMap<string, readonly number[]> {
  const values = new Map<string, number[]>();
  for (const figure of rounds.flat()) {
    const key = figureKey(figure);
    values.set(key, [...(values.get(key) ?? []), figure.value]);
  }
  return values;
}
