import { handlerMutants } from './handler-mutants.ts';
import type { Mutant } from './mutant.ts';
import { storeMutants } from './store-mutants.ts';

export const mutants: readonly Mutant[] = [...storeMutants, ...handlerMutants];

/** Both guards gone: one may only have hidden behind the other. */
export const both = (one: Mutant, other: Mutant): Mutant => ({
  name: `${one.name} + ${other.name}`,
  removes: `${one.removes}; ${other.removes}`,
  change: (parts) => other.change(one.change(parts)),
});

export const pairs: readonly Mutant[] = mutants.flatMap((one, index) =>
  mutants.slice(index + 1).map((other) => both(one, other)),
);

export function mutantNamed(name: string): Mutant {
  const found = [...mutants, ...pairs].find((mutant) => mutant.name === name);
  if (found === undefined) throw new RangeError(`no mutant is called ${name}`);
  return found;
}
