import { crew, type Task } from './crew.ts';
import type { Invariant } from './invariants/catalogue.ts';
import type { Mutant } from './mutants/mutant.ts';

export interface ManyMutants {
  readonly mutants: readonly Mutant[];
  readonly seeds: readonly number[];
  readonly threads: number;
  /** `all`: how many of the seeds notice. `first`: whether any does, and no more runs than that takes. */
  readonly until: 'all' | 'first';
}

interface Row {
  tried: number;
  ended: number;
  caught: number;
  firstSeed: number;
  readonly by: Map<Invariant, number>;
  told: boolean;
}

const newRow = (): Row => ({
  tried: 0,
  ended: 0,
  caught: 0,
  firstSeed: Number.POSITIVE_INFINITY,
  by: new Map(),
  told: false,
});

/** Lives the seeds without each guard in turn, and tells which sentences broke. Gives the names nobody noticed. */
export async function manyMutants(
  print: (line: string) => void,
  { mutants, seeds, threads, until }: ManyMutants,
): Promise<readonly string[]> {
  const rows = new Map(mutants.map(({ name }) => [name, newRow()]));
  const enough = ({ caught }: Row): boolean => until === 'first' && caught > 0;
  const tell = (name: string, row: Row, allTried: boolean): void => {
    const over = row.ended === row.tried && (allTried || enough(row));
    if (!over || row.told) return;
    row.told = true;
    print(`${name.padEnd(NAME_WIDTH)} ${told(row)}`);
  };

  function* tasks(): Generator<Task> {
    for (const [name, row] of rows) {
      for (const seed of seeds) {
        if (enough(row)) break;
        row.tried += 1;
        yield { seed, mutant: name };
      }
      tell(name, row, true);
    }
  }
  await crew(tasks(), threads, ({ task: { mutant = '', seed }, outcome }) => {
    const row = rows.get(mutant);
    if (row === undefined) return;
    row.ended += 1;
    if (outcome.violations.length > 0) {
      row.caught += 1;
      row.firstSeed = Math.min(row.firstSeed, seed);
    }
    for (const invariant of new Set(outcome.violations.map((violation) => violation.invariant))) {
      row.by.set(invariant, (row.by.get(invariant) ?? 0) + 1);
    }
    tell(mutant, row, row.tried === seeds.length);
  });

  const survivors = [...rows].filter(([, { caught }]) => caught === 0).map(([name]) => name);
  print(`mutants ${mutants.length}, seeds ${seeds[0]}–${seeds.at(-1)}, survivors ${survivors.length}`);
  return survivors;
}

const NAME_WIDTH = 36;

function told({ tried, caught, firstSeed, by }: Row): string {
  if (caught === 0) return `  0 of ${tried}   SURVIVED`;
  const sentences = [...by]
    .sort(([, one], [, other]) => other - one)
    .map(([name, times]) => `${name} ${times}`);
  return `${String(caught).padStart(3)} of ${tried}   first by seed ${firstSeed}   ${sentences.join(', ')}`;
}
