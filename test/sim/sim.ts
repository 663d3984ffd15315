import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { handleProcessErrors } from '../../infra/handle-process-errors.ts';
import { defined } from '../../shared/engine/defined.ts';
import { invariants } from './invariants/catalogue.ts';
import { manyMutants } from './many-mutants.ts';
import { manySeeds } from './many-seeds.ts';
import { mutants, pairs } from './mutants/mutants.ts';
import { paces } from './people/habits.ts';
import { simulate } from './simulation.ts';
import { timerCore } from './timer-core.ts';

const help = `Usage: npm run sim -- [--seeds N | --minutes N | --seed N | --mutants | --pairs | --timer-core | --invariants]

Simulates a police room in virtual time: the real decisions and handlers with simulated people, machines and faults.
Checks every effect against the invariants and prints the seed of each violation.

  --seeds N       runs N seeds (default 100), from --from on
  --minutes N     runs seeds for N minutes: at most --seeds, or without it new seeds each time
  --from N        the first seed (default 1)
  --seed N        runs one seed; the same seed gives the same history, and prints the same hash, in any process
  --pace P        busy or quiet (default: as each seed draws it)
  --days N        days of work and faults before healing (default: as each seed draws them)
  --mutants       removes one guard at a time, in busy days, and prints which invariants catch it, in how many of --seeds (default 20)
  --pairs         the same with every two overlapping guards removed (default 1)
  --most N        where none of them catches it: how many seeds are tried until one does (default 300)
  --only WORDS    only the mutants or pairs whose name contains WORDS
  --timer-core    the decisions alone, without handlers: how many case-days a minute
  --invariants    prints the invariants
  --threads N     threads to use (default: as many as there are processors)
  --help          this text`;

const text = { type: 'string' } as const;
const flag = { type: 'boolean' } as const;
handleProcessErrors();
const { values } = parseArgs({
  options: {
    seeds: text,
    minutes: text,
    from: text,
    seed: text,
    pace: text,
    days: text,
    threads: text,
    only: text,
    most: text,
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
const fail = (): void => {
  process.exitCode = 1;
};

const threads = Number(values.threads ?? availableParallelism());
const from = Number(values.from ?? 1);
const pace = paces.find((known) => known === values.pace);
const given = {
  ...defined({ pace }),
  ...(values.days !== undefined && { days: Number(values.days) }),
};

/** Consecutive seeds, up to `count` or until `minutes` have passed. */
function* seedsUntil(first: number, count: number, minutes: number): Generator<number> {
  const until = performance.now() + minutes * 60_000;
  for (let seed = first; seed < first + count && performance.now() < until; seed += 1) yield seed;
}

async function oneSeed(seed: number): Promise<void> {
  Error.stackTraceLimit = 0;
  const { hash, violations, ...outcome } = await simulate({ seed, ...given });
  print(JSON.stringify(outcome));
  for (const { invariant, at, detail } of violations) print(`${at} ${invariant}: ${detail}`);
  print(`history ${hash}`);
  print(`violations ${violations.length}`);
  if (violations.length > 0) fail();
}

async function mutantsOf(all: typeof mutants, defaultLeast: number): Promise<void> {
  const chosen = all.filter(({ name }) => name.includes(values.only ?? ''));
  const least = Number(values.seeds ?? defaultLeast);
  const most = Math.max(least, Number(values.most ?? 300));
  const survived = await manyMutants(print, { mutants: chosen, from, least, most, threads });
  if (survived.length > 0) fail();
}

if (values.help) print(help);
else if (values.invariants)
  for (const [name, sentence] of Object.entries(invariants)) print(`${name}: ${sentence}`);
else if (values['timer-core']) await timerCore(print, { seeds: Number(values.seeds ?? 4), from, threads });
else if (values.mutants) await mutantsOf(mutants, 20);
else if (values.pairs) await mutantsOf(pairs, 1);
else if (values.seed !== undefined) await oneSeed(Number(values.seed));
else {
  const minutes = Number(values.minutes ?? Number.POSITIVE_INFINITY);
  const count = Number(values.seeds ?? (values.minutes === undefined ? 100 : Number.POSITIVE_INFINITY));
  // Without --seeds and --from, start from the time, so that each run gets new seeds.
  const fresh = values.minutes !== undefined && values.seeds === undefined && values.from === undefined;
  const seeds = seedsUntil(fresh ? Math.floor(Date.now() / 1000) : from, count, minutes);
  if ((await manySeeds(print, { seeds, threads, ...given })) > 0) fail();
}
