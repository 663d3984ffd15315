import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { crew, type Task } from './crew.ts';
import { type Invariant, invariants } from './invariants/catalogue.ts';
import { mutants, pairs } from './mutants/mutants.ts';
import type { Outcome } from './simulation.ts';
import { timerCore } from './timer-core.ts';

const help = `Usage: npm run sim -- [--seeds N | --seed N | --mutants | --pairs | --timer-core | --invariants]

Lives the days of a police room in virtual time: the real decisions and handlers among simulated people, machines and
faults. Holds what happens against the invariants, and prints the seeds of what breaks one.

  --seeds N       runs N seeds (default 100), from --from on
  --from N        the first seed (default 1)
  --seed N        runs one seed and tells all of it; the same seed gives the same hash in any process
  --days N        days of work and faults before healing (default 3)
  --patient       only matters that can wait: about one commit for each case and day, for measuring
  --mutants       removes one guard at a time, and tells which invariant notices, in how many of --seeds (default 12)
  --pairs         the same with every two guards removed
  --timer-core    the decisions alone, without handlers: how many case-days a minute
  --invariants    the sentences that are held
  --threads N     threads to use (default: as many as there are processors)
  --help          this text`;

const number = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
const { values } = parseArgs({
  options: {
    seeds: number,
    from: number,
    seed: number,
    days: number,
    threads: number,
    patient: flag,
    mutants: flag,
    pairs: flag,
    'timer-core': flag,
    invariants: flag,
    help: flag,
  },
});

const print = (line: string): void => {
  process.stdout.write(`${line}\n`);
};
const days = Number(values.days ?? 3);
const from = Number(values.from ?? 1);
const threads = Number(values.threads ?? availableParallelism());
const seedsFrom = (count: number) => Array.from({ length: count }, (_, index) => from + index);
const elapsed = (since: number): number => (performance.now() - since) / 60_000;

function tellViolations({ seed, violations }: Outcome): void {
  for (const { invariant, at, detail } of violations) {
    print(`seed ${seed} ${at} ${invariant}: ${invariants[invariant]}\n  ${detail}`);
  }
}

async function manySeeds(seeds: readonly number[]): Promise<void> {
  const since = performance.now();
  const sum = { caseDays: 0, cases: 0, commits: 0, sends: 0, handlerRuns: 0, crashes: 0 };
  let broken = 0;
  let hashes = 0n;
  await crew(
    seeds.map((seed) => ({ seed, days, patient: values.patient ?? false })),
    threads,
    (_, outcome) => {
      for (const name of Object.keys(sum) as (keyof typeof sum)[]) sum[name] += outcome[name];
      hashes ^= BigInt(`0x${outcome.hash}`);
      broken += outcome.violations.length;
      tellViolations(outcome);
      if (seeds.length === 1) print(`history ${outcome.hash}`);
    },
  );
  const perMinute = Math.round(sum.caseDays / elapsed(since));
  const { caseDays, cases, commits, sends, handlerRuns, crashes } = sum;
  print(`seeds ${seeds[0]}–${seeds.at(-1)}, ${days} days each, ${threads} threads`);
  print(`cases ${cases}, case-days ${Math.round(caseDays)}, handler runs ${handlerRuns}, crashes ${crashes}`);
  print(`commits ${commits} (${(commits / caseDays).toFixed(1)} a case-day), sends ${sends}`);
  print(`case-days a minute ${perMinute}, commits a minute ${Math.round(commits / elapsed(since))}`);
  print(`hash over all histories ${hashes.toString(16).padStart(16, '0')}`);
  print(`violations ${broken}`);
  if (broken > 0) process.exitCode = 1;
}

async function manyMutants(
  chosen: readonly (typeof mutants)[number][],
  seeds: readonly number[],
): Promise<void> {
  const tasks: Task[] = chosen.flatMap(({ name }) => seeds.map((seed) => ({ seed, days, mutant: name })));
  const open = new Map(
    chosen.map(({ name }) => [name, { left: seeds.length, by: new Map<Invariant, number>(), caught: 0 }]),
  );
  let survivors = 0;
  await crew(tasks, threads, ({ mutant = '' }, { violations }) => {
    const row = open.get(mutant);
    if (row === undefined) return;
    row.left -= 1;
    if (violations.length > 0) row.caught += 1;
    for (const invariant of new Set(violations.map((violation) => violation.invariant))) {
      row.by.set(invariant, (row.by.get(invariant) ?? 0) + 1);
    }
    if (row.left > 0) return;
    if (row.caught === 0) survivors += 1;
    const by = [...row.by]
      .sort(([, one], [, other]) => other - one)
      .map(([name, times]) => `${name} ${times}`);
    print(
      `${mutant.padEnd(40)} ${String(row.caught).padStart(3)} of ${seeds.length}   ${by.join(', ') || 'SURVIVED'}`,
    );
  });
  print(`mutants ${chosen.length}, seeds ${seeds[0]}–${seeds.at(-1)}, survivors ${survivors}`);
  if (survivors > 0) process.exitCode = 1;
}

if (values.help) print(help);
else if (values.invariants)
  for (const [name, sentence] of Object.entries(invariants)) print(`${name}: ${sentence}`);
else if (values['timer-core']) await timerCore(print, { seeds: Number(values.seeds ?? 4), from, threads });
else if (values.mutants) await manyMutants(mutants, seedsFrom(Number(values.seeds ?? 12)));
else if (values.pairs) await manyMutants(pairs, seedsFrom(Number(values.seeds ?? 4)));
else
  await manySeeds(values.seed === undefined ? seedsFrom(Number(values.seeds ?? 100)) : [Number(values.seed)]);
