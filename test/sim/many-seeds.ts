import { crew, type FinishedRun, type Task } from './crew.ts';
import { invariants } from './invariants/catalogue.ts';
import { type Pace, paces } from './people/habits.ts';
import type { Outcome } from './simulation.ts';

export interface ManySeeds {
  readonly seeds: Iterable<number>;
  readonly threads: number;
  /** Override what each seed would draw. */
  readonly pace?: Pace;
  readonly days?: number;
}

const counted = ['caseDays', 'cases', 'commits', 'sends', 'handlerRuns', 'crashes', 'restores'] as const;

type Sum = { seeds: number; processorMs: number } & Record<(typeof counted)[number], number>;

const emptySum = (): Sum => ({
  seeds: 0,
  processorMs: 0,
  caseDays: 0,
  cases: 0,
  commits: 0,
  sends: 0,
  handlerRuns: 0,
  crashes: 0,
  restores: 0,
});

/** Runs every seed and prints totals, rates and violations. Returns the number of violations. */
export async function manySeeds(
  print: (line: string) => void,
  { seeds, threads, ...given }: ManySeeds,
): Promise<number> {
  const since = performance.now();
  const processor = process.cpuUsage();
  const sums: Record<Pace | 'together', Sum> = { busy: emptySum(), quiet: emptySum(), together: emptySum() };
  const total = { first: Number.POSITIVE_INFINITY, last: 0, hashes: 0n, violations: 0 };

  function* tasks(): Generator<Task> {
    for (const seed of seeds) yield { seed, ...given };
  }
  await crew(tasks(), threads, (finished) => {
    const { outcome } = finished;
    for (const sum of [sums[outcome.pace], sums.together]) add(sum, finished);
    total.first = Math.min(total.first, outcome.seed);
    total.last = Math.max(total.last, outcome.seed);
    total.hashes ^= BigInt(`0x${outcome.hash}`);
    total.violations += outcome.violations.length;
    reportViolations(print, outcome);
  });

  const elapsedMs = performance.now() - since;
  const { user, system } = process.cpuUsage(processor);
  const { together } = sums;
  print(`seeds ${total.first}–${total.last}, ${threads} threads, ${seconds(elapsedMs)}`);
  for (const pace of paces) if (sums[pace].seeds > 0) reportSum(print, pace, sums[pace], threads);
  // The total also counts the process’s own time, such as compiling and garbage collection.
  reportSum(print, 'together', { ...together, processorMs: (user + system) / 1000 }, threads);
  print(`by the wall clock ${perMinute(together.caseDays, elapsedMs)} case-days a minute`);
  print(`hash over all histories ${total.hashes.toString(16).padStart(16, '0')}`);
  print(`violations ${total.violations}`);
  return total.violations;
}

function add(sum: Sum, { outcome, processorMs }: FinishedRun): void {
  sum.seeds += 1;
  sum.processorMs += processorMs;
  for (const name of counted) sum[name] += outcome[name];
}

function reportViolations(print: (line: string) => void, { seed, violations }: Outcome): void {
  for (const { invariant, at, detail } of violations) {
    print(`seed ${seed} ${at} ${invariant}: ${invariants[invariant]}\n  ${detail}`);
  }
}

/** Rates per minute of processor time, times the number of threads: the rate an otherwise idle machine would reach. */
function reportSum(print: (line: string) => void, name: string, sum: Sum, threads: number): void {
  const { seeds, cases, caseDays, commits, sends, handlerRuns, crashes, restores, processorMs } = sum;
  const days = Math.round(caseDays);
  const perCaseDay = (commits / caseDays).toFixed(2);
  print(
    `${name}: ${seeds} seeds, ${cases} cases, ${days} case-days, ${commits} commits (${perCaseDay} a case-day)`,
  );
  print(
    `  ${handlerRuns} handler runs, ${crashes} crashes, ${restores} restored backups, ${sends} sends, ${seconds(processorMs)} of a processor`,
  );
  const rate = (count: number) => perMinute(count * threads, processorMs);
  print(`  on ${threads} processors ${rate(caseDays)} case-days and ${rate(commits)} commits a minute`);
}

const perMinute = (count: number, ms: number): number => Math.round(count / (ms / 60_000));
const seconds = (ms: number): string => `${(ms / 1000).toFixed(1)} s`;
