import { crew, type Task } from './crew.ts';
import type { Invariant } from './invariants/catalogue.ts';
import type { Mutant } from './mutants/mutant.ts';

export interface ManyMutants {
  readonly mutants: readonly Mutant[];
  readonly from: number;
  /** Each mutant runs on `least` seeds, and on further ones up to `most` until one catches it. */
  readonly least: number;
  readonly most: number;
  readonly threads: number;
}

interface Row {
  tried: number;
  ended: number;
  caught: number;
  firstSeed: number;
  readonly by: Map<Invariant, number>;
  printed: boolean;
}

const newRow = (): Row => ({
  tried: 0,
  ended: 0,
  caught: 0,
  firstSeed: Number.POSITIVE_INFINITY,
  by: new Map(),
  printed: false,
});

/** Runs the seeds with each guard removed in turn and prints the violated invariants. Returns the mutants that survived. */
export async function manyMutants(
  print: (line: string) => void,
  { mutants, from, least, most, threads }: ManyMutants,
): Promise<readonly string[]> {
  const rows = new Map(mutants.map(({ name }) => [name, newRow()]));
  const isOver = ({ tried, caught }: Row): boolean => tried === most || (tried >= least && caught > 0);
  const printWhenDone = (name: string, row: Row): void => {
    if (row.printed || row.ended < row.tried || !isOver(row)) return;
    row.printed = true;
    print(`${name.padEnd(NAME_WIDTH)} ${resultOf(row)}`);
  };

  function* tasks(): Generator<Task> {
    for (const [name, row] of rows) {
      for (let seed = from; !isOver(row); seed += 1) {
        row.tried += 1;
        // Quiet runs take minutes each without some guards, and catch nothing that busy runs miss.
        yield { seed, mutant: name, pace: 'busy' };
      }
      printWhenDone(name, row);
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
    printWhenDone(mutant, row);
  });

  const survived = [...rows].filter(([, { caught }]) => caught === 0).map(([name]) => name);
  print(`mutants ${mutants.length}, seeds from ${from} on, survived ${survived.length}`);
  return survived;
}

const NAME_WIDTH = 36;

function resultOf({ tried, caught, firstSeed, by }: Row): string {
  if (caught === 0) return `  0 of ${tried}   SURVIVED`;
  const sentences = [...by]
    .sort(([, one], [, other]) => other - one)
    .map(([name, times]) => `${name} ${times}`);
  return `${String(caught).padStart(3)} of ${tried}   first by seed ${firstSeed}   ${sentences.join(', ')}`;
}
