import { crew, type Task } from './crew.ts';
import type { Invariant } from './invariants/catalogue.ts';
import type { Mutant } from './mutants/mutant.ts';

export interface ManyMutants {
  readonly mutants: readonly Mutant[];
  readonly from: number;
  /** So many seeds are lived without each guard, and one after the other up to `most` until one notices. */
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
  notified: boolean;
}

const newRow = (): Row => ({
  tried: 0,
  ended: 0,
  caught: 0,
  firstSeed: Number.POSITIVE_INFINITY,
  by: new Map(),
  notified: false,
});

/** Lives the seeds without each guard in turn, and tells which sentences broke. Gives the names nobody noticed. */
export async function manyMutants(
  print: (line: string) => void,
  { mutants, from, least, most, threads }: ManyMutants,
): Promise<readonly string[]> {
  const rows = new Map(mutants.map(({ name }) => [name, newRow()]));
  const isOver = ({ tried, caught }: Row): boolean => tried === most || (tried >= least && caught > 0);
  const append = (name: string, row: Row): void => {
    if (row.notified || row.ended < row.tried || !isOver(row)) return;
    row.notified = true;
    print(`${name.padEnd(NAME_WIDTH)} ${notified(row)}`);
  };

  function* tasks(): Generator<Task> {
    for (const [name, row] of rows) {
      for (let seed = from; !isOver(row); seed += 1) {
        row.tried += 1;
        // Without some guards the months of a quiet estate take minutes each, and show nothing that busy days do not.
        yield { seed, mutant: name, pace: 'busy' };
      }
      append(name, row);
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
    append(mutant, row);
  });

  const onPrimary = [...rows].filter(([, { caught }]) => caught === 0).map(([name]) => name);
  print(`mutants ${mutants.length}, seeds from ${from} on, survivors ${onPrimary.length}`);
  return onPrimary;
}

const NAME_WIDTH = 36;

function notified({ tried, caught, firstSeed, by }: Row): string {
  if (caught === 0) return `  0 of ${tried}   SURVIVED`;
  const sentences = [...by]
    .sort(([, one], [, other]) => other - one)
    .map(([name, times]) => `${name} ${times}`);
  return `${String(caught).padStart(3)} of ${tried}   first by seed ${firstSeed}   ${sentences.join(', ')}`;
}
